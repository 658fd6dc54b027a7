/**
 * Joins FASTQ records and the islands between them; the inverse of `FastqSplitter`.
 */
import { PmklcError } from '@pmklc/core';
import { decodeNumbers } from '../sections/columns.ts';
import { LineReader } from '../line-reader.ts';
import type { ChunkWriter } from '../chunk-writer.ts';
import { withNumbers } from '../titles/computed-numbers.ts';
import type { Line, Lines } from '../titles/lines.ts';
import { titlesOf } from '../titles/mate-titles.ts';
import { restoreUnknownBases } from './quality-marks.ts';
import type { LetterReader } from '../letters/letter-reader.ts';
import type { Sections } from '../sections/sections.ts';
import {
  FLAG_N_IN_QUALITY,
  FLAG_PLUS_IS_TITLE,
  FLAG_UNTERMINATED,
  linesOf,
  SECTION_ISLAND_BYTES,
  SECTION_ISLANDS,
  SECTION_PLUS,
  SECTION_QUALITIES,
  SECTION_TERMINATORS,
} from '../sections/sections.ts';
import { ToggleReader } from '../sections/toggle-reader.ts';

const LF = 10;
const CR = 13;
const AT = 0x40;
const PLUS = 0x2b;

/** Printable, and no marker of a line. */
const ANY_QUALITY = 0x49;

/** Lines up to this length are copied byte by byte. */
const SHORT_LINE_BYTES = 64;
/** Marker characters and line ends of one record, at most. */
const RECORD_EXTRA_BYTES = 10;

/**
 * @param layoutOnly whether qualities need not be right, so that they are not read where the reads' length is known
 * @throws PmklcError `corrupt` or `truncated` when the sections do not fit each other
 */
export function* joinFastq(
  sections: Sections,
  residues: LetterReader,
  out: ChunkWriter,
  layoutOnly = false,
): Generator<Uint8Array> {
  const islands = decodeNumbers(sections.bytes[SECTION_ISLANDS]);
  const islandBytes = sections.bytes[SECTION_ISLAND_BYTES] ?? new Uint8Array(0);
  const records = new RecordWriter(sections, residues, layoutOnly);
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
function* writeLongRecord(records: RecordWriter, out: ChunkWriter): Generator<Uint8Array> {
  if (records.flatBytes > out.roomInAll + RECORD_EXTRA_BYTES) {
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
  readonly #residues: LetterReader;
  readonly #titles: Lines | undefined;
  readonly #qualities: LineReader | undefined;
  /** Plus lines that are not empty, and differ from the titles. */
  readonly #plus: LineReader | undefined;
  readonly #isPlusTitle: boolean;
  readonly #sections: Sections;
  /** Title of the current record, with its numbers. */
  #title: Line | undefined;
  readonly #terminators: ToggleReader;
  readonly #isUnterminated: boolean;
  readonly #isMarked: boolean;
  /** Residues of every read; 0 when they differ. */
  readonly #width: number;
  /** Whether the line of qualities is the same for all reads, and means nothing. */
  readonly #isAnyQuality: boolean;
  /** Residues of a line that is not the last of its read; 0 when reads are not folded. */
  readonly #fold: number;
  /** The record before it is folded. */
  #flat = new Uint8Array(0);
  /** Places of the residues and qualities in the record that was written last, and how its first line ends. */
  #residuesAt = 0;
  #qualitiesAt = 0;
  #isCrLf = false;

  constructor(sections: Sections, residues: LetterReader, layoutOnly: boolean) {
    const { flags, width } = sections;
    const qualities = linesOf(sections, SECTION_QUALITIES);
    this.#residues = residues;
    this.#sections = sections;
    this.#titles = titlesOf(sections);
    if ((this.#titles === undefined) !== (qualities === undefined)) {
      throw new PmklcError('corrupt', 'titles without qualities or the reverse');
    }
    this.#width = width;
    this.#fold = sections.fold;
    this.#isAnyQuality = layoutOnly && width > 0 && width <= residues.remaining;
    this.#qualities = this.#isAnyQuality ? anyQualities(width) : qualities;
    this.#isPlusTitle = (flags & FLAG_PLUS_IS_TITLE) !== 0;
    this.#plus = this.#isPlusTitle ? undefined : linesOf(sections, SECTION_PLUS);
    this.#terminators = new ToggleReader(sections.bytes[SECTION_TERMINATORS]);
    this.#isUnterminated = (flags & FLAG_UNTERMINATED) !== 0;
    this.#isMarked = (flags & FLAG_N_IN_QUALITY) !== 0;
  }

  /** Moves to the next record; false when there is none. */
  next(): boolean {
    if (!this.#titles || !this.#qualities) return false;
    const hasTitle = this.#titles.next();
    const hasPlus = this.#plus ? this.#plus.next() : hasTitle;
    const hasQualities = this.#isAnyQuality ? hasTitle : this.#qualities.next();
    if (hasQualities !== hasTitle || hasPlus !== hasTitle) {
      throw new PmklcError('corrupt', 'titles, plus lines and qualities differ in number');
    }
    if (hasTitle) {
      this.#title = withNumbers(this.#sections, this.#titles, lineLength(this.#qualities));
    }
    return hasTitle;
  }

  get #plusLine(): Line | undefined {
    return this.#isPlusTitle ? this.#title : this.#plus;
  }

  /** Upper bound of the bytes of the current record. */
  get maxBytes(): number {
    return this.flatBytes + 2 * 2 * this.#breaks;
  }

  /** Line ends within the residues, and within the qualities. */
  get #breaks(): number {
    const length = lineLength(this.#qualities);
    return this.#fold > 0 && length > 0 ? Math.ceil(length / this.#fold) - 1 : 0;
  }

  /** Bytes of the current record before it is folded, at most. */
  get flatBytes(): number {
    return (
      lineLength(this.#title) +
      lineLength(this.#plusLine) +
      2 * lineLength(this.#qualities) +
      RECORD_EXTRA_BYTES
    );
  }

  /** Writes the current record to `out` from `to` on, and returns where it ends. */
  write(out: Uint8Array, to: number): number {
    if (this.#breaks === 0) return this.#writeFlat(out, to);
    if (this.#flat.length < this.flatBytes) this.#flat = new Uint8Array(2 * this.flatBytes);
    return this.#writeFolded(this.#flat.subarray(0, this.#writeFlat(this.#flat, 0)), out, to);
  }

  /** Folds the residues and qualities of a record of four lines; all lines end as the first does. */
  #writeFolded(flat: Uint8Array, out: Uint8Array, to: number): number {
    const length = lineLength(this.#qualities);
    let from = 0;
    const copyTo = (end: number): void => {
      out.set(flat.subarray(from, end), to);
      to += end - from;
      from = end;
    };
    for (const start of [this.#residuesAt, this.#qualitiesAt]) {
      for (let at = this.#fold; at < length; at += this.#fold) {
        copyTo(start + at);
        if (this.#isCrLf) out[to++] = CR;
        out[to++] = LF;
      }
    }
    copyTo(flat.length);
    return to;
  }

  #writeFlat(out: Uint8Array, to: number): number {
    const qualities = this.#qualities!;
    const length = lineLength(qualities);
    if (this.#width > 0 && length !== this.#width) {
      throw new PmklcError('corrupt', `a read of ${length} residues among those of ${this.#width}`);
    }
    if (length > this.#residues.remaining) {
      throw new PmklcError('corrupt', 'more qualities than residues');
    }
    out[to++] = AT;
    const titleEnd = copyLine(this.#title!, out, to);
    to = this.#endLine(out, titleEnd);
    this.#isCrLf = to - titleEnd > 1;
    this.#residuesAt = to;
    this.#residues.write(out, to, length);
    to = this.#endLine(out, to + length);
    out[to++] = PLUS;
    const plus = this.#plusLine;
    to = this.#endLine(out, plus ? copyLine(plus, out, to) : to);
    this.#qualitiesAt = to;
    copyLine(qualities, out, to);
    if (this.#isMarked) restoreUnknownBases(out, this.#residuesAt, to, length);
    to += length;
    const isOpen = this.#isUnterminated && !this.#titles!.hasMore;
    return isOpen ? to : this.#endLine(out, to);
  }

  #endLine(out: Uint8Array, to: number): number {
    if (this.#terminators.next() === 1) out[to++] = CR;
    out[to++] = LF;
    return to;
  }
}

/** One line, of characters that are qualities like others. */
function anyQualities(width: number): LineReader {
  const line = new LineReader(new Uint8Array(width).fill(ANY_QUALITY));
  line.next();
  return line;
}

function lineLength(line: Line | undefined): number {
  return line ? line.end - line.start : 0;
}

/** Copies the line to `out` from `to` on, and returns where it ends. */
function copyLine({ bytes, start, end }: Line, out: Uint8Array, to: number): number {
  const length = end - start;
  // A view takes as long to make as a title to copy.
  if (length > SHORT_LINE_BYTES) out.set(bytes.subarray(start, end), to);
  else for (let i = 0; i < length; i++) out[to + i] = bytes[start + i]!;
  return to + length;
}
