/**
 * Joins FASTQ records and the islands between them; the inverse of `FastqSplitter`.
 */
import { PmklcError } from '@pmklc/core';
import { decodeNumbers } from '../sections/columns.ts';
import { LineReader } from '../line-reader.ts';
import type { Outbox } from '../chunk-writer.ts';
import { restoreUnknownBases } from './quality-marks.ts';
import type { ResidueReader } from '../letters/letter-reader.ts';
import type { Sections } from '../sections/sections.ts';
import {
  FLAG_N_IN_QUALITY,
  FLAG_PLUS_IS_TITLE,
  FLAG_UNTERMINATED,
  SECTION_ISLAND_BYTES,
  SECTION_ISLANDS,
  SECTION_PLUS,
  SECTION_QUALITIES,
  SECTION_TERMINATORS,
  SECTION_TITLES,
} from '../sections/sections.ts';
import { ToggleReader } from '../sections/toggle-reader.ts';

const LF = 10;
const CR = 13;
const AT = 0x40;
const PLUS = 0x2b;

/** Marker characters and line ends of one record, at most. */
const RECORD_EXTRA_BYTES = 10;

/** @throws PmklcError `corrupt` or `truncated` when the sections do not fit each other */
export function* joinFastq(
  sections: Sections,
  residues: ResidueReader,
  out: Outbox,
): Generator<Uint8Array> {
  const islands = decodeNumbers(sections.bytes[SECTION_ISLANDS]);
  const islandBytes = sections.bytes[SECTION_ISLAND_BYTES] ?? new Uint8Array(0);
  const records = new RecordWriter(sections, residues);
  let islandAt = 0;
  for (let i = 0; ; i += 2) {
    const hasIsland = i < islands.length;
    const count = hasIsland ? islands.at(i) : Infinity;
    for (let n = 0; n < count; n++) {
      if (!records.next()) {
        if (hasIsland)
          throw new PmklcError('corrupt', 'an island follows more records than there are');
        break;
      }
      if (records.maxBytes <= out.room) out.length = records.write(out.bytes, out.length);
      else yield* writeLongRecord(records, out);
    }
    if (!hasIsland) break;
    if (i + 1 === islands.length) throw new PmklcError('truncated', 'island without a length');
    const end = islandAt + islands.at(i + 1);
    if (end > islandBytes.length)
      throw new PmklcError('corrupt', 'islands are longer than their bytes');
    while (islandAt < end) {
      islandAt = out.write(islandBytes, islandAt, end);
      if (islandAt < end) yield out.take();
    }
  }
  if (residues.remaining > 0) throw new PmklcError('corrupt', 'residues are left over');
  yield out.takeLast();
}

/** Writes a record that may not fit into the chunk. */
function* writeLongRecord(records: RecordWriter, out: Outbox): Generator<Uint8Array> {
  if (records.maxBytes > out.roomInAll + RECORD_EXTRA_BYTES) {
    throw new PmklcError('corrupt', 'a record is longer than the rest of the block');
  }
  const record = new Uint8Array(records.maxBytes);
  const end = records.write(record, 0);
  for (let p = 0; ;) {
    p = out.write(record, p, end);
    if (p === end) return;
    yield out.take();
  }
}

/** Steps through the records and writes them. */
class RecordWriter {
  readonly #residues: ResidueReader;
  readonly #titles: LineReader | undefined;
  readonly #qualities: LineReader | undefined;
  readonly #plus: LineReader | undefined;
  readonly #terminators: ToggleReader;
  readonly #isUnterminated: boolean;
  readonly #isMarked: boolean;

  constructor(sections: Sections, residues: ResidueReader) {
    const titles = sections.bytes[SECTION_TITLES];
    const qualities = sections.bytes[SECTION_QUALITIES];
    const plus = sections.flags & FLAG_PLUS_IS_TITLE ? titles : sections.bytes[SECTION_PLUS];
    if ((titles === undefined) !== (qualities === undefined)) {
      throw new PmklcError('corrupt', 'titles without qualities or the reverse');
    }
    this.#residues = residues;
    this.#titles = titles && new LineReader(titles);
    this.#qualities = qualities && new LineReader(qualities);
    this.#plus = plus && new LineReader(plus);
    this.#terminators = new ToggleReader(sections.bytes[SECTION_TERMINATORS]);
    this.#isUnterminated = (sections.flags & FLAG_UNTERMINATED) !== 0;
    this.#isMarked = (sections.flags & FLAG_N_IN_QUALITY) !== 0;
  }

  /** Moves to the next record; false when there is none. */
  next(): boolean {
    if (!this.#titles || !this.#qualities) return false;
    const hasTitle = this.#titles.next();
    const hasPlus = this.#plus ? this.#plus.next() : hasTitle;
    if (this.#qualities.next() !== hasTitle || hasPlus !== hasTitle) {
      throw new PmklcError('corrupt', 'titles, plus lines and qualities differ in number');
    }
    return hasTitle;
  }

  /** Upper bound of the bytes of the current record. */
  get maxBytes(): number {
    return (
      lineLength(this.#titles) +
      lineLength(this.#plus) +
      2 * lineLength(this.#qualities) +
      RECORD_EXTRA_BYTES
    );
  }

  /** Writes the current record to `out` from `to` on, and returns where it ends. */
  write(out: Uint8Array, to: number): number {
    const qualities = this.#qualities!;
    const length = lineLength(qualities);
    if (length > this.#residues.remaining) {
      throw new PmklcError('corrupt', 'more qualities than residues');
    }
    out[to++] = AT;
    to = this.#endLine(out, copyLine(this.#titles!, out, to));
    const residuesAt = to;
    this.#residues.write(out, to, length);
    to = this.#endLine(out, to + length);
    out[to++] = PLUS;
    to = this.#endLine(out, this.#plus ? copyLine(this.#plus, out, to) : to);
    copyLine(qualities, out, to);
    if (this.#isMarked) restoreUnknownBases(out, residuesAt, to, length);
    to += length;
    const isLast = qualities.end === qualities.bytes.length;
    return isLast && this.#isUnterminated ? to : this.#endLine(out, to);
  }

  #endLine(out: Uint8Array, to: number): number {
    if (this.#terminators.next() === 1) out[to++] = CR;
    out[to++] = LF;
    return to;
  }
}

function lineLength(line: LineReader | undefined): number {
  return line ? line.end - line.start : 0;
}

/** Copies the line to `out` from `to` on, and returns where it ends. */
function copyLine(line: LineReader, out: Uint8Array, to: number): number {
  out.set(line.bytes.subarray(line.start, line.end), to);
  return to + line.end - line.start;
}
