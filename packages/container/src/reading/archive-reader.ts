/**
 * Reads archives from front to back, checking order, checksums, index and end marker on the way.
 */
import { equalBytes, PmklcError } from '@pmklc/core';
import type { ArchiveHeader } from '../messages/archive-header.ts';
import { readArchiveHeader } from '../messages/archive-header.ts';
import type { ByteSource } from '../framing/byte-queue.ts';
import { ByteQueue } from '../framing/byte-queue.ts';
import { KIND_PARTITION, KIND_TRAILER, MAGIC } from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { isSkippable, readFrame, skipRecord, unexpected } from '../framing/frame.ts';
import type { ReadOptions } from './partition-reader.ts';
import { PartitionReader } from './partition-reader.ts';
import { readMembers } from './members-record.ts';
import { startsLikeArchive } from '../framing/preamble.ts';
import type { PartitionSizes, TrailerContent } from '../framing/trailer.ts';
import { decodeTrailer, encodeEndMarker, totalInputBytes } from '../framing/trailer.ts';

/** Summary of an archive, known once all of it was read. */
export interface ArchiveSummary {
  /** First 16 bytes of the SHA-256 of the original bytes; compare with `DigestStream.verify`. */
  readonly digest: Uint8Array;
  readonly partitions: readonly PartitionSizes[];
  /** Bytes of the whole input. */
  readonly inputBytes: number;
}

/**
 * Reads all archives of a source; there may be several, one after the other.
 *
 * What was not read of an archive when the next is asked for is read, checked and dropped.
 * @param source the bytes, all at once or in chunks
 * @throws PmklcError `bad-magic`, `truncated` (also for no bytes at all), `not-empty-tail`,
 *   `unsupported-version`, `unsupported-feature`, `checksum-mismatch`, `corrupt`, `memory-limit`
 */
export async function* readArchives(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<ArchiveReader> {
  const queue = new ByteQueue(source);
  try {
    do {
      const archive = await ArchiveReader.open(queue, options);
      yield archive;
      await archive.drain();
    } while (await startsArchive(queue));
  } finally {
    await queue.close();
  }
}

/** One archive that is being read. */
export class ArchiveReader {
  /** Offset of the archive in the source, in bytes. */
  readonly offset: number;
  readonly header: ArchiveHeader;
  /** Table of the files that its input is made of, see `decodeMemberTable`; absent: it is of one. */
  readonly members: Uint8Array | undefined;
  readonly #queue: ByteQueue;
  readonly #options: ReadOptions;
  readonly #sizes: PartitionSizes[] = [];
  #current: PartitionReader | undefined;
  #currentStart = 0;
  #missesContentCrc = false;
  #summary: ArchiveSummary | undefined;

  private constructor(
    queue: ByteQueue,
    offset: number,
    header: ArchiveHeader,
    members: Uint8Array | undefined,
    options: ReadOptions,
  ) {
    this.#queue = queue;
    this.offset = offset;
    this.header = header;
    this.members = members;
    this.#options = options;
  }

  /**
   * Reads the preamble, the header and the table of members.
   * @internal
   */
  static async open(queue: ByteQueue, options: ReadOptions): Promise<ArchiveReader> {
    const offset = queue.position;
    const header = await readArchiveHeader(queue);
    return new ArchiveReader(queue, offset, header, await readMembers(queue), options);
  }

  /**
   * The next partition, or undefined after the last one. What was not read of the payload of the
   * one before is read, checked and dropped.
   * @throws PmklcError see `readArchives`; once it failed, it always does
   */
  async nextPartition(): Promise<PartitionReader | undefined> {
    try {
      await this.#current?.drain();
      return this.#summary === undefined ? await this.#readPartition() : undefined;
    } catch (error) {
      throw this.#queue.fail(error);
    }
  }

  /**
   * The partitions that are left, in order, as `nextPartition` gives them.
   * @throws PmklcError see `readArchives`
   */
  async *partitions(): AsyncGenerator<PartitionReader> {
    for (let next; (next = await this.nextPartition()) !== undefined;) yield next;
  }

  /**
   * Summary, known once the partitions were read to their end.
   * @throws TypeError before
   */
  get summary(): ArchiveSummary {
    if (this.#summary === undefined) throw new TypeError('the archive was not read to its end');
    return this.#summary;
  }

  /**
   * Reads and checks what is left of the archive.
   * @throws PmklcError see `readArchives`
   */
  async drain(): Promise<ArchiveSummary> {
    while ((await this.nextPartition()) !== undefined);
    return this.summary;
  }

  async #readPartition(): Promise<PartitionReader | undefined> {
    for (;;) {
      const frame = await readFrame(this.#queue);
      if (frame.kind === KIND_PARTITION) return this.#openPartition(frame);
      if (frame.kind === KIND_TRAILER) return this.#end(frame);
      if (!isSkippable(frame.kind)) throw unexpected(frame);
      await skipRecord(this.#queue, frame);
    }
  }

  async #openPartition(frame: Frame): Promise<PartitionReader> {
    this.#closePartition(frame.offset);
    this.#currentStart = frame.offset;
    this.#current = await PartitionReader.open(frame, this.#queue, this.#options);
    const { index, contentCrc } = this.#current.header;
    if (index !== this.#sizes.length) {
      throw new PmklcError(
        'corrupt',
        `partition ${index} follows ${this.#sizes.length} others at byte ${frame.offset}`,
      );
    }
    this.#missesContentCrc ||= contentCrc === undefined;
    if (index > 0 && this.#missesContentCrc) {
      throw new PmklcError('corrupt', 'one of several partitions has no checksum');
    }
    return this.#current;
  }

  /** A partition's region ends where the next one or the trailer starts. */
  #closePartition(end: number): void {
    if (this.#current === undefined) return;
    const { inputBytes } = this.#current.header;
    this.#sizes.push({ bytes: end - this.#currentStart, inputBytes });
    this.#current = undefined;
  }

  async #end(frame: Frame): Promise<undefined> {
    this.#closePartition(frame.offset);
    if (frame.more) throw unexpected(frame);
    const trailer = decodeTrailer(frame.content);
    checkIndex(trailer, this.#sizes);
    const end = this.#queue.position;
    const marker = encodeEndMarker({
      archiveBytes: end - this.offset,
      trailerBytes: end - frame.offset,
    });
    if (!equalBytes(await this.#queue.read(marker.length), marker)) {
      throw new PmklcError('corrupt', `the end marker at byte ${end} is damaged`);
    }
    this.#summary = {
      digest: trailer.digest,
      partitions: this.#sizes,
      inputBytes: totalInputBytes(this.#sizes),
    };
  }
}

/** Whether another archive follows; nothing else may. */
async function startsArchive(queue: ByteQueue): Promise<boolean> {
  const bytes = await queue.peek(MAGIC.length);
  if (bytes.length === 0) return false;
  if (startsLikeArchive(bytes)) return true;
  throw new PmklcError('not-empty-tail', `bytes that are no archive follow byte ${queue.position}`);
}

function checkIndex({ index }: TrailerContent, sizes: readonly PartitionSizes[]): void {
  const expected = sizes.length > 1 ? sizes : [];
  const same =
    index.length === expected.length &&
    index.every((entry, i) => {
      const other = expected[i]!;
      return entry.bytes === other.bytes && entry.inputBytes === other.inputBytes;
    });
  if (!same) throw new PmklcError('corrupt', 'the partition index is not that of the partitions');
}
