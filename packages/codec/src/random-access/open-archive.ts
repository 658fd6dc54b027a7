/**
 * Random access: the records of a FASTA or FASTQ file, and parts of them, without unpacking the rest.
 */
import type { RandomAccessSource, ReadableHandle } from '@pmklc/container';
import { byteSource, fileSource, readIndex } from '@pmklc/container';
import { wrongKind } from '@pmklc/core';
import { joinChunks } from '../flow/join-chunks.ts';
import { checkCodingOptions } from '../check-options.ts';
import type { ByteRange, OpenOptions } from './original-bytes.ts';
import { OriginalBytes } from './original-bytes.ts';
import type { Text } from './text.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import { RecordFinder } from '../records/record-finder.ts';
import type { RecordFormat } from '../records/record-scanner.ts';
import { firstByteOf, RecordScanner } from '../records/record-scanner.ts';
import type { SequenceRecord } from '../records/sequence-record.ts';
import { isResidue, placeOf } from '../records/sequence-record.ts';

/** An archive in memory, an open file, or anything else of which any part can be read. */
export type ArchiveSource = Uint8Array | ReadableHandle | RandomAccessSource;

const ARCHIVE_KINDS = 'a Uint8Array, an open file, or an object with `size` and `read`';

/** The residues `start..end - 1` of a record, from 0. */
export interface RecordRange {
  readonly record: SequenceRecord;
  readonly start: number;
  readonly end: number;
}

const TITLE = 0x3e;

/**
 * Opens an archive, or several one after the other, for reading parts of it. Reads the index only.
 *
 * @param source must stay as it is, and open, while the result is used
 * @throws PmklcError when it is no archive or its index is damaged; RangeError for a bad option
 */
export async function openArchive(
  source: ArchiveSource,
  options: OpenOptions = {},
): Promise<OpenedArchive> {
  checkCodingOptions(options);
  await loadWasm(options.engine);
  const access = await toRandomAccess(source);
  return new OpenedArchive(new OriginalBytes(access, await readIndex(access), options));
}

/** Any of them as one that can be read from any place. */
export async function toRandomAccess(source: ArchiveSource): Promise<RandomAccessSource> {
  if (source instanceof Uint8Array) return byteSource(source);
  if (typeof source !== 'object' || source === null)
    throw wrongKind('source', ARCHIVE_KINDS, source);
  return 'size' in source ? source : fileSource(source);
}

/**
 * An archive that is open. Every method may throw PmklcError when what it reads is damaged, and the
 * signal's reason when aborted.
 */
export class OpenedArchive {
  readonly #texts: Text;
  readonly #finder: RecordFinder;

  /** @internal */
  constructor(texts: Text) {
    this.#texts = texts;
    this.#finder = new RecordFinder(() => this.#recordsByChunk());
  }

  /** Bytes of the whole input. */
  get inputBytes(): number {
    return this.#texts.inputBytes;
  }

  /**
   * The records in the order of the file. Unpacks the side streams of all partitions, no bases.
   *
   * Files of bare sequence have one record without a name; files of something else have none.
   * @throws TypeError where a FASTQ file is none any more
   */
  async *records(): AsyncGenerator<SequenceRecord> {
    for await (const records of this.#recordsByChunk()) yield* records;
  }

  /** The records, those that end in a chunk of the layout at a time. */
  async *#recordsByChunk(): AsyncGenerator<readonly SequenceRecord[]> {
    const format = await this.#recordFormat();
    if (format === undefined) return;
    const scanner = new RecordScanner(format);
    for await (const chunk of this.#texts.layout()) {
      const records = scanner.push(chunk);
      if (records.length > 0) yield records;
    }
    yield scanner.finish();
  }

  /** The first record of that name; undefined when there is none. Looks no further than that record. */
  async find(name: string): Promise<SequenceRecord | undefined> {
    return (await this.findAll([name])).get(name);
  }

  /** The first record of each of these names, by name, without those that there are not. Looks once for all. */
  async findAll(names: Iterable<string>): Promise<Map<string, SequenceRecord>> {
    return this.#finder.find(names);
  }

  /**
   * The residues `start..end - 1` of a record, as the file has them; from 0.
   *
   * @param name or the record itself, from `records` or `find`
   * @param end its length by default
   * @throws RangeError when there is no such record, or the range is not in it
   */
  async read(name: string | SequenceRecord, start = 0, end?: number): Promise<Uint8Array> {
    return joinChunks(this.residues(name, start, end));
  }

  /** As `read`, in chunks. */
  async *residues(
    name: string | SequenceRecord,
    start = 0,
    end?: number,
  ): AsyncGenerator<Uint8Array> {
    const record = typeof name === 'string' ? await this.find(name) : name;
    if (record === undefined) throw new RangeError(`there is no record named "${name as string}"`);
    const last = end ?? record.length;
    checkRange(start, last, record.length);
    if (start === last) return;
    const { range, skip } = this.#placeOf({ record, start, end: last });
    yield* residuesOf(this.#texts.bytes(range.start, range.end, true), skip, last - start);
  }

  /**
   * The residues of several ranges, in the order given. All are kept; each partition is decoded once, as far as
   * the last of them.
   * @throws RangeError when a range is not in its record
   */
  async readAll(ranges: readonly RecordRange[]): Promise<Uint8Array[]> {
    return this.#readInOrder(ranges, (range) => this.#placeOf(range), true);
  }

  /**
   * The qualities of the residues of several ranges, in the order given; for records of FASTQ.
   * @throws RangeError when a range is not in its record, or the record has no qualities
   */
  async readAllQualities(ranges: readonly RecordRange[]): Promise<Uint8Array[]> {
    return this.#readInOrder(ranges, (range) => this.#qualitiesOf(range), false);
  }

  async #readInOrder(
    ranges: readonly RecordRange[],
    placeOf: (range: RecordRange) => FoundRange,
    isReads: boolean,
  ): Promise<Uint8Array[]> {
    for (const { record, start, end } of ranges) checkRange(start, end, record.length);
    const order = ranges
      .map(({ start, end }, index) => ({ index, count: end - start }))
      .filter(({ count }) => count > 0)
      .map((one) => ({ ...one, ...placeOf(ranges[one.index]!) }))
      .sort((a, b) => a.range.start - b.range.start);
    const read = ranges.map(() => new Uint8Array(0) as Uint8Array);
    this.#texts.expect(order.map(({ range }) => range));
    try {
      for (const { index, range, skip, count } of order) {
        const bytes = this.#texts.bytes(range.start, range.end, isReads);
        read[index] = await joinChunks(residuesOf(bytes, skip, count));
      }
    } finally {
      this.#texts.expect([]);
    }
    return read;
  }

  /**
   * The original bytes `start..end - 1`, whatever they are.
   * @throws RangeError when there are no such bytes
   */
  async *bytes(start = 0, end = this.inputBytes): AsyncGenerator<Uint8Array> {
    checkRange(start, end, this.inputBytes);
    yield* this.#texts.bytes(start, end);
  }

  /** Range of the file that holds the residues, and how many other residues come first in it. */
  #placeOf({ record, start, end }: RecordRange): FoundRange {
    const { offset, skip } = placeOf(record, start);
    const last = Math.min(placeOf(record, end - 1).end, this.inputBytes);
    return { range: { start: offset, end: last }, skip };
  }

  /** Range of the file with the qualities up to the last of the range: they have no more lines than the residues. */
  #qualitiesOf({ record, start, end }: RecordRange): FoundRange {
    const { qualityOffset, lines, name } = record;
    if (qualityOffset === undefined) throw new RangeError(`the record "${name}" has no qualities`);
    const lineEnds = 2 * lines.reduce((sum, run) => sum + run.lines, 0);
    const last = Math.min(qualityOffset + end + lineEnds, this.inputBytes);
    return { range: { start: qualityOffset, end: last }, skip: start };
  }

  async #recordFormat(): Promise<RecordFormat | undefined> {
    const format = await this.#texts.format();
    if (format === 'fastq' || format === undefined) return format;
    if ((await firstByteOf(this.#texts.layout())) === TITLE) return 'fasta';
    return format === 'raw' ? undefined : 'plain';
  }
}

/** Range of the file, and how many characters come first in it. */
interface FoundRange {
  readonly range: ByteRange;
  readonly skip: number;
}

/** The residues among the bytes, without the first `skip` of them, up to `count`. */
async function* residuesOf(
  chunks: AsyncIterable<Uint8Array>,
  skip: number,
  count: number,
): AsyncGenerator<Uint8Array> {
  let toSkip = skip;
  let left = count;
  for await (const chunk of chunks) {
    const residues = chunk.filter(isResidue);
    const piece = residues.subarray(toSkip, toSkip + left);
    toSkip -= Math.min(toSkip, residues.length);
    left -= piece.length;
    if (piece.length > 0) yield piece;
  }
}

function checkRange(start: number, end: number, length: number): void {
  const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0;
  if (isRange && start <= end && end <= length) return;
  throw new RangeError(`a range must be within 0..${length}, got ${start}..${end}`);
}
