/**
 * What is left of damaged archives: every frame whose checksum is right, wherever it is.
 *
 * Where there is no such frame, the next is searched: behind the damaged one if its length is still
 * right, otherwise byte by byte.
 */
import { ByteReader, PmklcError } from '@pmklc/core';
import { ByteQueue } from '../framing/byte-queue.ts';
import { checkRandomAccess, type RandomAccessSource } from './file-source.ts';
import {
  KIND_CONTINUATION,
  KIND_PARTITION,
  KIND_TRAILER,
  MAX_FRAME_BYTES,
} from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { readFrame, tryHead } from '../framing/frame.ts';
import type { PackedStream, PartitionHeader } from '../messages/partition-header.ts';
import type { ReadOptions } from './partition-reader.ts';
import { checkMemory, splitPartitionFrame } from './partition-reader.ts';
import type { TrailerContent } from '../framing/trailer.ts';
import { decodeTrailer } from '../framing/trailer.ts';

/** A partition, or its beginning. */
export interface FoundPartition {
  readonly kind: 'partition';
  readonly header: PartitionHeader;
  /** Undefined when they are not all there. */
  readonly streams: readonly PackedStream[] | undefined;
  /** All of the payload, or what of it is before the damage. */
  readonly payload: Uint8Array;
  /** What is wrong with it; undefined when it is whole. */
  readonly damage: string | undefined;
}

/** The trailer: what comes later belongs to another archive. */
export interface FoundTrailer extends TrailerContent {
  readonly kind: 'trailer';
}

/** Bytes looked at for one place where a frame may start. */
const HEAD_BYTES = 8;
const WINDOW_BYTES = 2 ** 16;
const CRC_BYTES = 4;

/**
 * Partitions and trailers in the order of the source. Never fails because of damage.
 * @throws PmklcError `memory-limit` when a partition needs more than is allowed
 */
export async function* scanDamaged(
  source: RandomAccessSource,
  options: ReadOptions = {},
): AsyncGenerator<FoundPartition | FoundTrailer> {
  checkRandomAccess(source);
  let open: OpenPartition | undefined;
  for await (const frame of findFrames(source)) {
    const isNext = open?.continues(frame) ?? false;
    if (open !== undefined && !isNext) yield open.close(frame.offset);
    if (isNext) open!.add(frame);
    else open = undefined;
    if (frame.kind === KIND_PARTITION) open = OpenPartition.of(frame, options);
    if (open?.isWhole) {
      yield open.close(frame.offset);
      open = undefined;
    }
    const trailer = frame.kind === KIND_TRAILER ? tryTrailer(frame) : undefined;
    if (trailer !== undefined) yield { kind: 'trailer', ...trailer };
  }
  if (open !== undefined) yield open.close(source.size);
}

/** A partition of which the first frames were found. */
class OpenPartition {
  readonly #header: PartitionHeader;
  readonly #pieces: Uint8Array[];
  #last: FoundFrame;

  private constructor(header: PartitionHeader, rest: Uint8Array, frame: FoundFrame) {
    this.#header = header;
    this.#pieces = [rest];
    this.#last = frame;
  }

  /** Undefined when the frame holds no valid header. */
  static of(frame: FoundFrame, { memoryLimitBytes = Infinity }: ReadOptions) {
    const found = attempt(() => splitPartitionFrame(frame.content));
    if (found === undefined) return undefined;
    checkMemory(found.header, memoryLimitBytes);
    return new OpenPartition(found.header, found.rest, frame);
  }

  get isWhole(): boolean {
    return !this.#last.more;
  }

  continues({ kind, offset }: FoundFrame): boolean {
    return kind === KIND_CONTINUATION && offset === this.#last.end;
  }

  add(frame: FoundFrame): void {
    this.#pieces.push(frame.content);
    this.#last = frame;
  }

  /** @param next where the next frame was found, or the source ends */
  close(next: number): FoundPartition {
    const body = new ByteReader(Buffer.concat(this.#pieces));
    const streams: PackedStream[] = [];
    for (const { id, packedBytes, rawBytes } of this.#header.streams) {
      if (packedBytes > body.remaining) break;
      streams.push({ id, bytes: body.bytes(packedBytes), rawBytes });
    }
    const hasAll = streams.length === this.#header.streams.length;
    const { end } = this.#last;
    return {
      kind: 'partition',
      header: this.#header,
      streams: hasAll ? streams : undefined,
      payload: hasAll ? body.bytes(body.remaining) : new Uint8Array(0),
      damage: this.isWhole ? undefined : `bytes ${end} to ${next - 1} of the archive are damaged`,
    };
  }
}

interface FoundFrame extends Frame {
  /** Where the next one should start. */
  readonly end: number;
}

async function* findFrames(source: RandomAccessSource): AsyncGenerator<FoundFrame> {
  for (let at = 0; at < source.size;) {
    const frame = await tryFrame(source, at);
    if (frame !== undefined) yield frame;
    at = frame?.end ?? (await skipDamage(source, at));
  }
}

/** Where the search goes on behind a place where no frame is. */
async function skipDamage(source: RandomAccessSource, at: number): Promise<number> {
  const behind = await claimedEnd(source, at);
  if (behind !== undefined && (await tryFrame(source, behind)) !== undefined) return behind;
  return nextCandidate(source, at + 1);
}

/** The next byte that could start a frame, by its kind and length. */
async function nextCandidate(source: RandomAccessSource, from: number): Promise<number> {
  for (let start = from; start < source.size; start += WINDOW_BYTES) {
    const bytes = await readUpTo(source, start, WINDOW_BYTES + HEAD_BYTES);
    const end = Math.min(WINDOW_BYTES, bytes.length);
    for (let i = 0; i < end; i++) {
      const head = tryHead(bytes.subarray(i, i + HEAD_BYTES));
      if (head !== undefined && fits(source, start + i, head)) return start + i;
    }
  }
  return source.size;
}

async function claimedEnd(source: RandomAccessSource, at: number): Promise<number | undefined> {
  const head = tryHead(await readUpTo(source, at, HEAD_BYTES));
  if (head === undefined || !fits(source, at, head)) return undefined;
  return at + head.headBytes + head.length + CRC_BYTES;
}

async function tryFrame(source: RandomAccessSource, at: number): Promise<FoundFrame | undefined> {
  const end = await claimedEnd(source, at);
  if (end === undefined) return undefined;
  const bytes = await source.read(at, end - at);
  const frame = await readFrame(new ByteQueue(bytes, at)).catch(() => undefined);
  return frame && { ...frame, end };
}

function fits(
  source: RandomAccessSource,
  at: number,
  { headBytes, length }: { headBytes: number; length: number },
): boolean {
  return length <= MAX_FRAME_BYTES && at + headBytes + length + CRC_BYTES <= source.size;
}

async function readUpTo(source: RandomAccessSource, at: number, most: number): Promise<Uint8Array> {
  return source.read(at, Math.min(most, source.size - at));
}

function tryTrailer(frame: Frame): TrailerContent | undefined {
  return attempt(() => decodeTrailer(frame.content));
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof PmklcError) return undefined;
    throw error;
  }
}
