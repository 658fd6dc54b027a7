/**
 * Splits FASTQ: records of exactly four lines, `@title`, residues, `+anything`, as many qualities.
 *
 * Lines that do not belong to such a record (the cut ends of a block, records of more lines, damage)
 * are *islands*: kept verbatim between records.
 */
import { ByteBuffer } from '@pmklc/core';
import { beginsWithMark, BYTE_ORDER_MARK } from '../byte-order-mark.ts';
import { encodeNumbers, encodeToggles } from '../sections/columns.ts';
import { UNIT_BYTES } from '../fasta/fasta-splitter.ts';
import { NumberList } from '../sections/number-list.ts';
import { fillAmbiguous } from '../letters/fill-ambiguous.ts';
import { addTitles } from '../titles/add-titles.ts';
import { pairTitles } from '../titles/mate-titles.ts';
import { LineReader } from '../line-reader.ts';
import { PlusLines } from './plus-lines.ts';
import { markUnknownBases } from './quality-marks.ts';
import { encodeLetters } from '../letters/letter-sections.ts';
import { LetterSplitter } from '../letters/letter-splitter.ts';
import type { Sections } from '../sections/sections.ts';
import {
  emptySections,
  FLAG_MATES,
  FLAG_N_IN_QUALITY,
  FLAG_UNTERMINATED,
  FLAG_WRAPPED,
  INLINE_MAX_BYTES,
  SECTION_ISLAND_BYTES,
  SECTION_ISLANDS,
  SECTION_QUALITIES,
  SECTION_TERMINATORS,
  SECTION_TITLES,
} from '../sections/sections.ts';
import { ToggleRuns } from '../sections/toggle-runs.ts';

const LF = 10;
const CR = 13;
const AT = 0x40;
const PLUS = 0x2b;

export class FastqSplitter {
  readonly residues: LetterSplitter;
  readonly #titles = new ByteBuffer(1024);
  readonly #qualities = new ByteBuffer(1024);
  readonly #plus = new PlusLines();
  readonly #terminators = new ToggleRuns();
  readonly #islandBytes = new ByteBuffer(16);
  /** Islands, for each: records between it and the one before, then its bytes. */
  readonly #islands = new NumberList();
  #hasBegun = false;
  #recordsSinceIsland = 0;
  #recordCount = 0;
  #isUnterminated = false;
  /** Residues of every read; undefined before the first, 0 when they differ. */
  #width: number | undefined;
  /** Positions of the line feeds found so far, from the beginning of the record. */
  readonly #ends = [0, 0, 0, 0];
  #endCount = 0;
  #scanned = 0;

  constructor(letters: string) {
    this.residues = new LetterSplitter(letters);
  }

  /**
   * Takes whole records and islands from the beginning of `view`.
   * @param isFinal whether nothing follows, so that all of `view` must be taken
   * @returns the bytes taken; the rest must come first in the next call's `view`
   */
  process(view: Uint8Array, isFinal: boolean): number {
    let p = 0;
    if (!this.#hasBegun && beginsWithMark(view)) {
      p = BYTE_ORDER_MARK.length;
      this.addIsland(view, 0, p);
    }
    this.#hasBegun = true;
    while (p < view.length) {
      this.#findEnds(view, p);
      const isCutRecord = isFinal && this.#endCount === 3;
      if (isCutRecord) this.#ends[3] = view.length - p;
      if (this.#endCount === 4 || isCutRecord) {
        if (this.#isRecord(view, p)) p = this.#takeRecord(view, p);
        else p = this.#takeIslandLine(view, p);
      } else if (isFinal) {
        this.addIsland(view, p, view.length);
        p = view.length;
      } else break;
    }
    return p;
  }

  /** Ends the block. */
  finish(): Sections {
    const sections = emptySections();
    if (this.#isUnterminated) sections.flags |= FLAG_UNTERMINATED;
    if (this.#recordCount > 0) {
      this.#titles.length--; // the separators after the last
      this.#qualities.length--;
      this.#addTitles(sections);
      this.#plus.encode(sections);
      const qualities = this.#qualities.view();
      fillAmbiguous(this.residues, true);
      if (markUnknownBases(qualities, this.residues)) sections.flags |= FLAG_N_IN_QUALITY;
      sections.bytes[SECTION_QUALITIES] = qualities;
      if (this.#width && qualities.length > INLINE_MAX_BYTES) {
        // Reads are found without unpacking their qualities then.
        sections.flags |= FLAG_WRAPPED;
        sections.width = this.#width;
      }
    }
    sections.bytes[SECTION_TERMINATORS] = encodeToggles(this.#terminators);
    if (this.#islands.length > 0) {
      sections.bytes[SECTION_ISLANDS] = encodeNumbers(this.#islands);
      sections.bytes[SECTION_ISLAND_BYTES] = this.#islandBytes.view();
    }
    encodeLetters(this.residues, sections);
    return sections;
  }

  #addTitles(sections: Sections): void {
    // Reads of one length: their number is the same in all titles.
    const lengths = this.#width ? undefined : lineLengths(this.#qualities.view());
    addTitles(sections, this.#titles.view(), lengths && ((title) => lengths.at(title)));
    const paired = pairTitles(sections.bytes[SECTION_TITLES]!);
    if (paired === undefined) return;
    sections.flags |= FLAG_MATES;
    sections.mates = paired.mates;
    sections.bytes[SECTION_TITLES] = paired.titles;
  }

  #findEnds(view: Uint8Array, start: number): void {
    while (this.#endCount < 4) {
      const end = view.indexOf(LF, start + this.#scanned);
      if (end < 0) {
        this.#scanned = view.length - start;
        return;
      }
      this.#ends[this.#endCount++] = end - start;
      this.#scanned = end - start + 1;
    }
  }

  /** Length without its terminator of line `line`, 0..3, of the record at `start`. */
  #contentEnd(view: Uint8Array, start: number, line: number): number {
    const end = start + this.#ends[line]!;
    const isCrLf =
      this.#endCount > line && view[end - 1] === CR && end > this.#lineStart(start, line);
    return isCrLf ? end - 1 : end;
  }

  #lineStart(start: number, line: number): number {
    return line === 0 ? start : start + this.#ends[line - 1]! + 1;
  }

  #isRecord(view: Uint8Array, start: number): boolean {
    if (view[start] !== AT || view[this.#lineStart(start, 2)] !== PLUS) return false;
    const residues = this.#contentEnd(view, start, 1) - this.#lineStart(start, 1);
    return residues === this.#contentEnd(view, start, 3) - this.#lineStart(start, 3);
  }

  #takeRecord(view: Uint8Array, start: number): number {
    const titleEnd = this.#contentEnd(view, start, 0);
    this.#plus.add(view, this.#lineStart(start, 2) + 1, this.#contentEnd(view, start, 2), {
      titles: this.#titles,
      start: start + 1,
      end: titleEnd,
    });
    this.#titles.append(view, start + 1, titleEnd);
    this.#titles.push(LF);
    const [from, to] = [this.#lineStart(start, 1), this.#contentEnd(view, start, 1)];
    this.#appendResidues(view, from, to);
    this.#width = (this.#width ?? to - from) === to - from ? to - from : 0;
    this.#qualities.append(view, this.#lineStart(start, 3), this.#contentEnd(view, start, 3));
    this.#qualities.push(LF);
    for (let line = 0; line < this.#endCount; line++) {
      const isCrLf = this.#contentEnd(view, start, line) < start + this.#ends[line]!;
      this.#terminators.add(isCrLf ? 1 : 0, 1);
    }
    this.#isUnterminated = this.#endCount === 3;
    this.#recordsSinceIsland++;
    this.#recordCount++;
    const next = start + this.#ends[3]! + (this.#isUnterminated ? 0 : 1);
    this.#endCount = 0;
    this.#scanned = 0;
    return next;
  }

  #appendResidues(view: Uint8Array, start: number, end: number): void {
    if (this.residues.appendUniform(view, start, end)) return;
    for (let p = start; p < end; p += UNIT_BYTES) {
      this.residues.append(view, p, Math.min(p + UNIT_BYTES, end));
    }
  }

  /** Takes the first line as an island; the lines after it may still begin a record. */
  #takeIslandLine(view: Uint8Array, start: number): number {
    const shift = this.#ends[0]! + 1;
    this.addIsland(view, start, start + shift);
    for (let line = 1; line < this.#endCount; line++)
      this.#ends[line - 1] = this.#ends[line]! - shift;
    this.#endCount--;
    this.#scanned -= shift;
    return start + shift;
  }

  /** Adds bytes that belong to no record. */
  addIsland(view: Uint8Array, start: number, end: number): void {
    const last = this.#islands.length - 1;
    if (last > 0 && this.#recordsSinceIsland === 0) {
      this.#islands.set(last, this.#islands.at(last) + end - start);
    } else {
      this.#islands.push(this.#recordsSinceIsland);
      this.#islands.push(end - start);
      this.#recordsSinceIsland = 0;
    }
    this.#islandBytes.append(view, start, end);
  }
}

function lineLengths(text: Uint8Array): NumberList {
  const [lines, lengths] = [new LineReader(text), new NumberList()];
  while (lines.next()) lengths.push(lines.end - lines.start);
  return lengths;
}
