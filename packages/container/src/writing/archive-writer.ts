/**
 * Writes one archive, partition by partition, holding no more than one frame at a time.
 * Layout: docs/format/README.md, "Container".
 */
import { checkBytes, wrongKind } from '@pmklc/core';
import { type ArchiveFacts, encodeArchiveHeader } from '../messages/archive-header.ts';
import {
  DEFAULT_FRAME_BYTES,
  DIGEST_BYTES,
  KIND_HEADER,
  KIND_MEMBERS,
  KIND_TRAILER,
  MAX_FRAME_BYTES,
  MAX_HEADER_BYTES,
} from '../framing/format.ts';
import { encodeFrame } from '../framing/frame.ts';
import type { PartitionInfo } from '../messages/partition-header.ts';
import { encodePreamble } from '../framing/preamble.ts';
import type { PartitionSizes } from '../framing/trailer.ts';
import { encodeEndMarker, encodeTrailer } from '../framing/trailer.ts';
import { type PartitionContent, partitionRecord } from './partition-record.ts';
import { type RecordContent, recordFrames } from './record-frames.ts';

/** Takes the archive's bytes in order. The chunk is the sink's own. */
export type ByteSink = (chunk: Uint8Array) => void | Promise<void>;

/** Options of writing an archive. */
export interface WriteOptions {
  /**
   * Bytes in a frame, 2^17..2^24, 1 MiB by default: what a reader and a writer must hold at once,
   * and what a damaged byte costs at most.
   */
  readonly frameBytes?: number;
}

/** Writes one archive: `begin`, any number of `partition`, `finish`; each awaited. */
export class ArchiveWriter {
  readonly #sink: ByteSink;
  readonly #frameBytes: number;
  readonly #partitions: PartitionSizes[] = [];
  #state: 'new' | 'open' | 'busy' | 'finished' = 'new';
  #bytes = 0;
  #missesContentCrc = false;

  /**
   * @param sink is awaited for every chunk
   * @throws RangeError when `frameBytes` is out of its range
   */
  constructor(sink: ByteSink, { frameBytes = DEFAULT_FRAME_BYTES }: WriteOptions = {}) {
    if (typeof sink !== 'function') throw wrongKind('sink', 'a function', sink);
    if (!(frameBytes >= 2 * MAX_HEADER_BYTES && frameBytes <= MAX_FRAME_BYTES)) {
      throw new RangeError(`frameBytes must be in 2^17..2^24, got ${frameBytes}`);
    }
    this.#sink = sink;
    this.#frameBytes = frameBytes;
  }

  /** Bytes given to the sink so far. */
  get bytesWritten(): number {
    return this.#bytes;
  }

  /**
   * Starts the archive.
   * @param facts numbers of features that a reader must know, ascending, and names of mates' files
   * @param members table of the files that its input is made of, from `encodeMemberTable`
   * @throws TypeError when called twice
   * @throws RangeError when the names are no such
   */
  async begin(facts: ArchiveFacts = {}, members?: Uint8Array): Promise<void> {
    const header = encodeArchiveHeader(facts);
    await this.#during('new', 'open', async () => {
      await this.#put(encodePreamble());
      if (header.length > 0) await this.#put(encodeFrame(KIND_HEADER, [header]));
      if (members !== undefined) {
        await this.#putRecord({ kind: KIND_MEMBERS, head: [], body: [members] });
      }
    });
  }

  /**
   * Writes the next partition.
   *
   * `info.contentCrc` may be left out only when this is the archive's one and only partition.
   * @returns its sizes
   * @throws RangeError when a field is out of its range (nothing is written then), or the CRC of
   *   this or an earlier one of several partitions is missing
   * @throws TypeError before `begin`, after `finish`, or while another partition is being written
   */
  async partition(content: PartitionContent): Promise<PartitionSizes> {
    const { info } = content;
    this.#checkContentCrc(info);
    const record = partitionRecord(this.#partitions.length, content);
    return this.#during('open', 'open', async () => {
      const start = this.#bytes;
      await this.#putRecord(record);
      this.#missesContentCrc = info.contentCrc === undefined;
      const sizes = { bytes: this.#bytes - start, inputBytes: info.inputBytes };
      this.#partitions.push(sizes);
      return sizes;
    });
  }

  /**
   * Writes the trailer and the end marker. Another writer may append another archive.
   * @param digest of the original bytes, from a `DigestStream`
   * @throws RangeError when the digest does not have 16 bytes
   * @throws TypeError before `begin` or when called twice
   */
  async finish(digest: Uint8Array): Promise<void> {
    checkBytes('digest', digest);
    if (digest.length !== DIGEST_BYTES) {
      throw new RangeError(`a digest has ${DIGEST_BYTES} bytes, got ${digest.length}`);
    }
    await this.#during('open', 'finished', async () => {
      const index = this.#partitions.length > 1 ? this.#partitions : [];
      const trailer = encodeFrame(KIND_TRAILER, encodeTrailer({ digest, index }));
      await this.#put(trailer);
      const sizes = { archiveBytes: this.#bytes, trailerBytes: trailer.length };
      await this.#put(encodeEndMarker(sizes));
    });
  }

  async #putRecord(record: RecordContent): Promise<void> {
    for await (const frame of recordFrames(record, this.#frameBytes)) await this.#put(frame);
  }

  #checkContentCrc({ contentCrc }: PartitionInfo): void {
    if (this.#partitions.length === 0) return;
    if (this.#missesContentCrc || contentCrc === undefined) {
      throw new RangeError('with several partitions, each needs its contentCrc');
    }
  }

  /** Keeps calls in order, one at a time. After a failure the writer stays unusable. */
  async #during<T>(
    from: 'new' | 'open',
    to: 'open' | 'finished',
    run: () => Promise<T>,
  ): Promise<T> {
    if (this.#state !== from) throw new TypeError(`the writer is ${this.#state}, not ${from}`);
    this.#state = 'busy';
    const result = await run();
    this.#state = to;
    return result;
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.length;
    await this.#sink(bytes);
  }
}
