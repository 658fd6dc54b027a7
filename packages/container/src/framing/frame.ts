/**
 * Frames: kind, length, content, CRC-32 of all three. Layout: docs/format/README.md, "Frames".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import type { ByteQueue } from './byte-queue.ts';
import { truncated } from './byte-queue.ts';
import { crc32 } from './checksum.ts';
import {
  KIND_CONTINUATION,
  KIND_HEADER,
  KIND_MEMBERS,
  KIND_PARTITION,
  KIND_TRAILER,
  MAX_FRAME_BYTES,
  MORE_FLAG,
} from './format.ts';

const CRC_BYTES = 4;
/** Kind, length 0, CRC; as it happens, enough to read any length up to 2^24. */
const MIN_FRAME_BYTES = 6;
const LOWER_CASE = 0x20;
const KNOWN_KINDS: ReadonlySet<number> = new Set([
  KIND_HEADER,
  KIND_MEMBERS,
  KIND_PARTITION,
  KIND_CONTINUATION,
  KIND_TRAILER,
]);

/** One frame whose checksum was right. */
export interface Frame {
  /** A letter, see format.ts. */
  readonly kind: number;
  /** Whether the record goes on in the next frame. */
  readonly more: boolean;
  readonly content: Uint8Array;
  /** Offset of the frame in the file, in bytes. */
  readonly offset: number;
}

/**
 * @param pieces the content, together at most `MAX_FRAME_BYTES`
 * @param more whether the record goes on in the next frame
 * @returns the whole frame
 */
export function encodeFrame(kind: number, pieces: readonly Uint8Array[], more = false): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(more ? kind | MORE_FLAG : kind);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame cannot hold ${length} bytes`);
  writer.varint(length);
  const head = writer.toUint8Array();
  const frame = new Uint8Array(head.length + length + CRC_BYTES);
  let end = 0;
  for (const piece of [head, ...pieces]) {
    frame.set(piece, end);
    end += piece.length;
  }
  new DataView(frame.buffer).setUint32(end, crc32(frame.subarray(0, end)), true);
  return frame;
}

/**
 * Takes the next frame.
 *
 * @throws PmklcError `truncated`, `checksum-mismatch`, or `corrupt` when no writer makes such a
 *   frame; from then on every read from the queue throws the same
 */
export async function readFrame(queue: ByteQueue): Promise<Frame> {
  try {
    return await parseFrame(queue);
  } catch (error) {
    throw queue.fail(error);
  }
}

async function parseFrame(queue: ByteQueue): Promise<Frame> {
  const offset = queue.position;
  const start = await queue.peek(MIN_FRAME_BYTES);
  if (start.length < MIN_FRAME_BYTES) throw truncated(offset + start.length);
  const { headBytes, length } = readHead(start, offset);
  const frame = await queue.read(headBytes + length + CRC_BYTES);
  if (!isUndamaged(frame)) {
    throw new PmklcError('checksum-mismatch', `the frame at byte ${offset} is damaged`);
  }
  const kind = frame[0]! & ~MORE_FLAG;
  if (!isLetter(kind)) throw new PmklcError('corrupt', `no kind of frame at byte ${offset}`);
  return { kind, more: frame[0] !== kind, content: frame.subarray(headBytes, -CRC_BYTES), offset };
}

/** Whether the checksum of a frame, its last four bytes, is that of the bytes before. */
export function isUndamaged(frame: Uint8Array): boolean {
  const end = frame.length - CRC_BYTES;
  const stored = new DataView(frame.buffer, frame.byteOffset).getUint32(end, true);
  return crc32(frame.subarray(0, end)) === stored;
}

/** Whether who does not know this kind may pass over it. */
export function isSkippable(kind: number): boolean {
  return (kind & LOWER_CASE) !== 0;
}

/**
 * Passes over the rest of a record.
 * @param frame its frame before
 */
export async function skipRecord(queue: ByteQueue, frame: Frame): Promise<void> {
  let last = frame;
  while (last.more) last = await readContinuation(queue);
}

/**
 * Takes the next frame of a record.
 * @throws PmklcError `corrupt` when it is none, or empty
 */
export async function readContinuation(queue: ByteQueue): Promise<Frame> {
  const frame = await readFrame(queue);
  if (frame.kind !== KIND_CONTINUATION || frame.content.length === 0) {
    const { offset } = frame;
    throw queue.fail(
      new PmklcError('corrupt', `the frame at byte ${offset} does not continue a record`),
    );
  }
  return frame;
}

/** The error for a frame that has no place where it is. */
export function unexpected(frame: Frame): PmklcError {
  const letter = String.fromCharCode(frame.kind);
  if (KNOWN_KINDS.has(frame.kind)) {
    return new PmklcError('corrupt', `frame ${letter} is out of order at byte ${frame.offset}`);
  }
  return new PmklcError(
    'unsupported-feature',
    `frame ${letter} at byte ${frame.offset} needs a newer version of pmklc`,
  );
}

/**
 * The length of the frame that these bytes may start; undefined when they start none that this version
 * writes.
 */
export function tryHead(bytes: Uint8Array): { headBytes: number; length: number } | undefined {
  const kind = (bytes[0] ?? 0) & ~MORE_FLAG;
  if (!KNOWN_KINDS.has(kind) || bytes.length < MIN_FRAME_BYTES) return undefined;
  try {
    return readHead(bytes, 0);
  } catch {
    return undefined;
  }
}

function readHead(bytes: Uint8Array, offset: number): { headBytes: number; length: number } {
  try {
    const reader = new ByteReader(bytes);
    reader.u8();
    const length = reader.varint();
    if (length <= MAX_FRAME_BYTES) return { headBytes: reader.position, length };
  } catch {
    // Too long for a length, or longer than needed.
  }
  throw new PmklcError('corrupt', `no valid length of a frame at byte ${offset}`);
}

function isLetter(kind: number): boolean {
  const upper = kind & ~LOWER_CASE;
  return upper >= 0x41 && upper <= 0x5a;
}
