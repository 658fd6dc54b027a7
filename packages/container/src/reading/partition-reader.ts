/**
 * Reads one partition: header and side streams at once, the payload frame by frame.
 */
import { ByteReader, PmklcError } from '@pmklc/core';
import type { ByteQueue } from '../framing/byte-queue.ts';
import { concat } from '../framing/concat.ts';
import { BYTES_A_BASE, DEFAULT_MEMORY_LIMIT_BYTES } from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { readContinuation } from '../framing/frame.ts';
import type { PackedStream, PartitionHeader } from '../messages/partition-header.ts';
import { decodePartitionHeader } from '../messages/partition-message.ts';

/** Options of reading archives. */
export interface ReadOptions {
  /**
   * Most memory that a partition may need, in bytes: its model, its bases and its side streams,
   * packed and unpacked. More is `memory-limit`, before anything is allocated. 2 GiB by default.
   */
  readonly memoryLimitBytes?: number;
}

/** One partition of an archive that is being read. */
export class PartitionReader {
  readonly header: PartitionHeader;
  /** Side streams, packed, in the order of the header. */
  readonly streams: readonly PackedStream[];
  readonly #body: RecordBody;
  readonly #limit: number;

  private constructor(
    header: PartitionHeader,
    streams: readonly PackedStream[],
    body: RecordBody,
    limit: number,
  ) {
    this.header = header;
    this.streams = streams;
    this.#body = body;
    this.#limit = limit;
  }

  /**
   * Reads the header and the side streams.
   * @internal
   * @param frame the partition's first frame
   * @param queue what follows it
   */
  static async open(
    frame: Frame,
    queue: ByteQueue,
    options: ReadOptions,
  ): Promise<PartitionReader> {
    const limit = options.memoryLimitBytes ?? DEFAULT_MEMORY_LIMIT_BYTES;
    const { header, rest } = splitPartitionFrame(frame.content);
    checkMemory(header, limit);
    const body = new RecordBody(rest, frame, queue);
    const streams: PackedStream[] = [];
    for (const { id, packedBytes, rawBytes } of header.streams) {
      streams.push({ id, bytes: await body.read(packedBytes), rawBytes });
    }
    return new PartitionReader(header, streams, body, limit);
  }

  /**
   * The coded bases, in chunks whose checksums were right. Can be read once, before the next
   * partition is asked for.
   * @throws PmklcError `truncated`, `checksum-mismatch` or `corrupt`
   */
  async *payload(): AsyncGenerator<Uint8Array> {
    for (let chunk; (chunk = await this.#body.next()) !== undefined;) yield chunk;
  }

  /**
   * The coded bases, all at once.
   * @param enough stops after the frame that holds this byte; what follows is not read
   * @throws PmklcError as `payload`, or `memory-limit` when they alone pass the limit
   */
  async readPayload(enough = Infinity): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let chunk; length < enough && (chunk = await this.#body.next()) !== undefined;) {
      length += chunk.length;
      if (length > this.#limit) throw overLimit(length, this.#limit);
      chunks.push(chunk);
    }
    return concat(chunks, length);
  }

  /**
   * Reads and checks what is left of the payload.
   * @throws PmklcError as `payload`
   */
  async drain(): Promise<void> {
    while ((await this.#body.next()) !== undefined);
  }
}

/** The bytes of a record, over all its frames. */
class RecordBody {
  readonly #queue: ByteQueue;
  #last: Frame;
  #rest: Uint8Array;

  constructor(rest: Uint8Array, first: Frame, queue: ByteQueue) {
    this.#rest = rest;
    this.#last = first;
    this.#queue = queue;
  }

  /** Rest of the current frame, or the next one; undefined at the end of the record. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.#rest.length === 0) {
      if (!this.#last.more) return undefined;
      this.#last = await readContinuation(this.#queue);
      this.#rest = this.#last.content;
    }
    const chunk = this.#rest;
    this.#rest = chunk.subarray(chunk.length);
    return chunk;
  }

  /** Exactly `n` bytes. Allocates only for what has arrived. */
  async read(n: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let length = 0; length < n;) {
      const chunk = await this.next();
      if (chunk === undefined) {
        throw new PmklcError('corrupt', 'a partition is shorter than its side streams');
      }
      const piece = chunk.subarray(0, n - length);
      this.#rest = chunk.subarray(piece.length);
      pieces.push(piece);
      length += piece.length;
    }
    return concat(pieces, n);
  }
}

/**
 * @param content of a partition's first frame
 * @returns its header, and the part of its body that is in this frame
 * @throws PmklcError `corrupt` or `unsupported-feature`
 */
export function splitPartitionFrame(content: Uint8Array): {
  header: PartitionHeader;
  rest: Uint8Array;
} {
  const reader = new ByteReader(content);
  let message: Uint8Array;
  try {
    message = reader.bytes(reader.varint());
  } catch (cause) {
    throw new PmklcError('corrupt', 'a partition header is incomplete', { cause });
  }
  return { header: decodePartitionHeader(message), rest: reader.bytes(reader.remaining) };
}

/** @throws PmklcError `memory-limit` when a partition needs more than is allowed */
export function checkMemory({ model, baseCount, streams }: PartitionHeader, limit: number): void {
  const needed = streams.reduce(
    (sum, { packedBytes, rawBytes }) => sum + packedBytes + rawBytes,
    model.memoryBytes + BYTES_A_BASE * baseCount,
  );
  if (needed > limit) throw overLimit(needed, limit);
}

function overLimit(needed: number, limit: number): PmklcError {
  const mib = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  return new PmklcError(
    'memory-limit',
    `a partition needs ${mib(needed)} MiB of memory, the limit is ${mib(limit)} MiB`,
  );
}
