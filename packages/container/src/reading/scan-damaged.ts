/**
 * Scan for what is left of damaged archives: every frame whose checksum is right, wherever it is.
 *
 * Where there is no such frame, the next is searched: behind the damaged one if its length is still
 * right, otherwise byte by byte.
 */
import { ByteReader, concatBytes, PmklcError } from '@pmklc/core';
import { behindPreamble, readBrokenFrame } from './broken-frame.ts';
import { ByteQueue } from '../framing/byte-queue.ts';
import { checkRandomAccess, type RandomAccessSource } from './file-source.ts';
import {
  KIND_CONTINUATION,
  KIND_MEMBERS,
  KIND_PARTITION,
  KIND_TRAILER,
} from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { isUndamaged, readFrame, tryHead } from '../framing/frame.ts';
import { claimedEnd, fits, HEAD_BYTES } from './frame-places.ts';
import type { PackedStream, PartitionHeader } from '../messages/partition-header.ts';
import type { ReadOptions } from './partition-reader.ts';
import { checkMemory, splitPartitionFrame } from './partition-reader.ts';
import { SearchWindow } from './search-window.ts';
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
  /** Description of the damage; undefined when the partition is whole. */
  readonly damage: string | undefined;
  /** Bytes before the damage of the stream that breaks off; undefined when none does. */
  readonly cutStream?: PackedStream;
  /** Number of the last bytes of the payload, or of the stream that breaks off, that no checksum covers. */
  readonly unverifiedBytes: number;
}

/** The table of members: what comes later, up to the next table or trailer, belongs to its archive. */
export interface FoundMembers {
  readonly kind: 'members';
  readonly content: Uint8Array;
}

/** Options of reading damaged archives. */
export interface ScanOptions extends ReadOptions {
  /**
   * Whether to take beginnings of frames that are cut off, or in which the damage can be located, though their
   * checksums do not vouch for them. Default false.
   */
  readonly unverified?: boolean;
}

/** The trailer: what comes later belongs to another archive. */
export interface FoundTrailer extends TrailerContent {
  readonly kind: 'trailer';
}

/**
 * Partitions, tables of members that are whole, and trailers in the order of the source. Never fails because of damage.
 * @throws PmklcError `memory-limit` when a partition needs more than is allowed
 */
export async function* scanDamaged(
  source: RandomAccessSource,
  options: ScanOptions = {},
): AsyncGenerator<FoundPartition | FoundMembers | FoundTrailer> {
  checkRandomAccess(source);
  let open: OpenPartition | OpenMembers | undefined;
  for await (const frame of findFrames(new SearchWindow(source), options.unverified ?? false)) {
    const isNext = open?.continues(frame) ?? false;
    if (open !== undefined && !isNext) yield* open.close(frame.offset);
    if (isNext) open!.add(frame);
    else open = undefined;
    if (frame.kind === KIND_PARTITION) open = OpenPartition.of(frame, options);
    if (frame.kind === KIND_MEMBERS) open = new OpenMembers(frame);
    if (open?.isOver) {
      yield* open.close(frame.end);
      open = undefined;
    }
    const trailer = frame.kind === KIND_TRAILER ? tryTrailer(frame) : undefined;
    if (trailer !== undefined) yield { kind: 'trailer', ...trailer };
  }
  if (open !== undefined) yield* open.close(source.size);
}

/** A table of members of which the first frames were found. */
class OpenMembers {
  readonly #pieces: Uint8Array[];
  #last: FoundFrame;

  constructor(frame: FoundFrame) {
    this.#pieces = [frame.content];
    this.#last = frame;
  }

  get isOver(): boolean {
    return !this.#last.more || this.#last.damage !== undefined;
  }

  continues({ kind, offset }: FoundFrame): boolean {
    return kind === KIND_CONTINUATION && offset === this.#last.end;
  }

  add(frame: FoundFrame): void {
    this.#pieces.push(frame.content);
    this.#last = frame;
  }

  /** The table when it is whole: names and sizes that are not certain are of no use. */
  *close(): Generator<FoundMembers> {
    const { more, damage } = this.#last;
    if (!more && damage === undefined) {
      yield { kind: 'members', content: concatBytes(this.#pieces) };
    }
  }
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
    const check = () => checkMemory(found.header, memoryLimitBytes);
    // Claims of a header without a checksum must not stop the search.
    if (frame.damage === undefined) check();
    else if (attempt(() => (check(), true)) === undefined) return undefined;
    return new OpenPartition(found.header, found.rest, frame);
  }

  /** Whether nothing that follows belongs to it. */
  get isOver(): boolean {
    return !this.#last.more || this.#last.damage !== undefined;
  }

  continues({ kind, offset }: FoundFrame): boolean {
    return kind === KIND_CONTINUATION && offset === this.#last.end;
  }

  add(frame: FoundFrame): void {
    this.#pieces.push(frame.content);
    this.#last = frame;
  }

  /** @param next where the next frame was found, or the source ends */
  *close(next: number): Generator<FoundPartition> {
    const body = new ByteReader(concatBytes(this.#pieces));
    const streams: PackedStream[] = [];
    let cutStream: PackedStream | undefined;
    for (const { id, packedBytes, rawBytes } of this.#header.streams) {
      const bytes = body.bytes(Math.min(packedBytes, body.remaining));
      if (bytes.length === packedBytes) streams.push({ id, bytes, rawBytes });
      else cutStream ??= { id, bytes, rawBytes };
    }
    const payload = body.bytes(body.remaining);
    const unverified = this.#last.damage === undefined ? 0 : this.#pieces.at(-1)!.length;
    yield {
      kind: 'partition',
      header: this.#header,
      streams: cutStream === undefined ? streams : undefined,
      payload,
      damage: this.#damageUpTo(next),
      ...(cutStream && { cutStream }),
      unverifiedBytes: Math.min(unverified, (cutStream?.bytes ?? payload).length),
    };
  }

  #damageUpTo(next: number): string | undefined {
    const { damage, more, end } = this.#last;
    if (damage !== undefined) return damage;
    return more ? `bytes ${end} to ${next - 1} of the archive are damaged` : undefined;
  }
}

/** A frame whose checksum is right; or the content before the damage of one of which it is not. */
interface FoundFrame extends Frame {
  /** Offset at which the next frame should start. */
  readonly end: number;
  readonly damage?: string;
}

async function* findFrames(source: SearchWindow, unverified: boolean): AsyncGenerator<FoundFrame> {
  let due = await behindPreamble(source, 0);
  for (let at = 0; at < source.size;) {
    const frame = await tryFrame(source, at);
    if (frame !== undefined) {
      yield frame;
      at = frame.end;
      due = frame.kind === KIND_TRAILER ? await behindPreamble(source, at) : at;
      continue;
    }
    const next = await nextFrame(source, at);
    const isDue = due !== undefined && due >= at && due < next;
    const broken = unverified && isDue && (await readBrokenFrame(source, due!, next));
    if (broken) yield { ...broken, end: next };
    at = next;
    due = undefined;
  }
}

/** The next place where a whole frame is, or the end. */
async function nextFrame(source: SearchWindow, from: number): Promise<number> {
  let at = await skipDamage(source, from);
  while (at < source.size && !(await tryFrame(source, at))) at = await skipDamage(source, at);
  return at;
}

/** Offset at which the search goes on behind a place where no frame is. */
async function skipDamage(source: SearchWindow, at: number): Promise<number> {
  const behind = await claimedEnd(source, at);
  if (behind !== undefined && (await tryFrame(source, behind)) !== undefined) return behind;
  return nextCandidate(source, at + 1);
}

/** The next byte that could start a frame, by its kind and length. */
async function nextCandidate(source: SearchWindow, from: number): Promise<number> {
  for (let start = from; start < source.size;) {
    const bytes = await source.lookAhead(start, HEAD_BYTES);
    const isRest = start + bytes.length === source.size;
    const places = isRest ? bytes.length : bytes.length - HEAD_BYTES + 1;
    for (let i = 0; i < places; i++) {
      const head = tryHead(bytes.subarray(i, i + HEAD_BYTES));
      if (head !== undefined && fits(source, start + i, head)) return start + i;
    }
    start += places;
  }
  return source.size;
}

async function tryFrame(source: RandomAccessSource, at: number): Promise<FoundFrame | undefined> {
  const end = await claimedEnd(source, at);
  if (end === undefined) return undefined;
  const bytes = await source.read(at, end - at);
  // An error for each of many places would take longer than all else.
  if (!isUndamaged(bytes)) return undefined;
  const frame = await readFrame(new ByteQueue(bytes, at)).catch(() => undefined);
  return frame && { ...frame, end };
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
