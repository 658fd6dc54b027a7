/**
 * Line layout as sections, both ways: one width for the block, the residues of each record, and
 * pairs (line length, lines) for records that do not fit the width.
 */
import { PmklcError } from '@pmklc/core';
import { decodeNumbers, encodeNumbers, encodeToggles } from '../sections/columns.ts';
import type { LayoutRecorder } from './layout-recorder.ts';
import { ANY_WIDTH, IRREGULAR } from './layout-recorder.ts';
import { NumberList } from '../sections/number-list.ts';
import type { Sections } from '../sections/sections.ts';
import {
  FLAG_WRAPPED,
  SECTION_LAYOUT,
  SECTION_LENGTHS,
  SECTION_TERMINATORS,
} from '../sections/sections.ts';

/** Adds the sections of line layout. */
export function encodeLayout(layout: LayoutRecorder, sections: Sections): void {
  const width = chooseWidth(layout);
  if (width > 0) {
    sections.flags |= FLAG_WRAPPED;
    sections.width = width;
  }
  const lengths = new NumberList();
  const exceptions = new NumberList();
  let pairsAt = 0;
  let regularSinceException = 0;
  for (let record = 0; record < layout.widths.length; record++) {
    const residues = layout.residues.at(record);
    const recordWidth = layout.widths.at(record);
    if (recordWidth !== IRREGULAR && fits(residues, recordWidth, width)) {
      lengths.push(residues);
      regularSinceException++;
      continue;
    }
    exceptions.push(regularSinceException);
    regularSinceException = 0;
    if (recordWidth === IRREGULAR) pairsAt = copyPairs(layout.pairs, pairsAt, exceptions);
    else pushRegularPairs(residues, recordWidth, exceptions);
  }
  // The last length is what remains of the block's residues.
  if (lengths.length > 1) {
    sections.bytes[SECTION_LENGTHS] = encodeNumbers(lengths, lengths.length - 1);
  }
  if (exceptions.length > 0) sections.bytes[SECTION_LAYOUT] = encodeNumbers(exceptions);
  sections.bytes[SECTION_TERMINATORS] = encodeToggles(layout.terminators);
}

/** The width that leaves the fewest exceptions, 0 for no wrapping. */
function chooseWidth(layout: LayoutRecorder): number {
  const wrapped = new Map<number, number>();
  for (let record = 0; record < layout.widths.length; record++) {
    const width = layout.widths.at(record);
    if (width === ANY_WIDTH || width === IRREGULAR) continue;
    wrapped.set(width, (wrapped.get(width) ?? 0) + 1);
  }
  let [best, bestFits] = [0, 0];
  for (const [width, count] of wrapped) {
    if (count > bestFits) [best, bestFits] = [width, count];
  }
  return bestFits > countLongLines(layout, best) ? best : 0;
}

/** Records of one line that is longer than `width`. */
function countLongLines(layout: LayoutRecorder, width: number): number {
  let count = 0;
  for (let record = 0; record < layout.widths.length; record++) {
    if (layout.widths.at(record) === ANY_WIDTH && layout.residues.at(record) > width) count++;
  }
  return count;
}

function fits(residues: number, recordWidth: number, width: number): boolean {
  if (recordWidth !== ANY_WIDTH) return recordWidth === width;
  return width === 0 || residues <= width;
}

/** Copies one record's pairs, which begin with their number, and returns where the next record's begin. */
function copyPairs(from: NumberList, start: number, to: NumberList): number {
  const end = start + 1 + 2 * from.at(start);
  for (let i = start; i < end; i++) to.push(from.at(i));
  return end;
}

function pushRegularPairs(residues: number, recordWidth: number, to: NumberList): void {
  const width = recordWidth === ANY_WIDTH ? residues : recordWidth;
  const last = residues % width;
  const numbers = [last > 0 ? 2 : 1, width, Math.floor(residues / width)];
  if (last > 0) numbers.push(last, 1);
  for (const number of numbers) to.push(number);
}

/** Line lengths of one record after the other. */
export class LayoutReader {
  readonly #width: number;
  readonly #lengths: NumberList;
  readonly #exceptions: NumberList;
  #record = 0;
  #exceptionAt = 0;
  #regularLeft: number;
  #lastLength: number;
  /** Pairs (line length, number of such lines) of the current record. */
  readonly pairs: number[] = [];

  readonly #exceptional: { count: number; gaps: number };

  /**
   * @param residues how many residues all records have together
   * @throws PmklcError `corrupt` or `truncated` when the sections describe more
   */
  constructor(sections: Sections, residues: number) {
    this.#width = sections.width;
    this.#lengths = decodeNumbers(sections.bytes[SECTION_LENGTHS]);
    this.#exceptions = decodeNumbers(sections.bytes[SECTION_LAYOUT]);
    const exceptional = this.#sumExceptions();
    this.#exceptional = exceptional;
    if (exceptional.gaps > this.#lengths.length + 1) throw wrongLengths();
    let rest = residues - exceptional.residues;
    for (let i = 0; i < this.#lengths.length; i++) rest -= this.#lengths.at(i);
    if (rest < 0) throw wrongSum();
    this.#lastLength = rest;
    this.#regularLeft = this.#exceptions.length > 0 ? this.#exceptions.at(0) : Infinity;
  }

  /**
   * Compares the sections with the number of records, which must be known before the last of them is asked for.
   * @throws PmklcError `corrupt` when they do not describe so many
   */
  checkRecords(records: number): void {
    const { count, gaps } = this.#exceptional;
    const regular = records - count;
    if (regular < gaps || this.#lengths.length !== Math.max(regular - 1, 0)) throw wrongLengths();
    if (regular === 0 && this.#lastLength > 0) throw wrongSum();
  }

  /** Residues of the current record. */
  get recordResidues(): number {
    let residues = 0;
    for (let i = 0; i < this.pairs.length; i += 2) residues += this.pairs[i]! * this.pairs[i + 1]!;
    return residues;
  }

  /** Fills {@link pairs} for the next record. */
  next(): void {
    this.pairs.length = 0;
    if (this.#regularLeft === 0 && this.#exceptionAt < this.#exceptions.length) {
      this.#nextException();
      return;
    }
    this.#regularLeft--;
    const index = this.#record++;
    const length = index < this.#lengths.length ? this.#lengths.at(index) : this.#lastLength;
    const width = this.#width === 0 ? length : this.#width;
    if (length >= width && width > 0) this.pairs.push(width, Math.floor(length / width));
    if (width > 0 && length % width > 0) this.pairs.push(length % width, 1);
  }

  #nextException(): void {
    const start = this.#exceptionAt + 2;
    const end = start + 2 * this.#exceptions.at(start - 1);
    for (let i = start; i < end; i++) this.pairs.push(this.#exceptions.at(i));
    this.#exceptionAt = end;
    this.#regularLeft = end < this.#exceptions.length ? this.#exceptions.at(end) : Infinity;
  }

  /** Exceptions, regular records before them, and residues in them. */
  #sumExceptions(): { count: number; gaps: number; residues: number } {
    const list = this.#exceptions;
    let [count, gaps, residues] = [0, 0, 0];
    for (let at = 0; at < list.length; count++) {
      const end = at + 2 + (at + 1 < list.length ? 2 * list.at(at + 1) : 0);
      if (at + 1 >= list.length || end > list.length) {
        throw new PmklcError('truncated', 'line layout ends inside a record');
      }
      for (let i = at + 2; i < end; i += 2) residues += list.at(i) * list.at(i + 1);
      gaps += list.at(at);
      at = end;
    }
    return { count, gaps, residues };
  }
}

function wrongLengths(): PmklcError {
  return new PmklcError('corrupt', 'the lengths of records are more or fewer than the records');
}

function wrongSum(): PmklcError {
  return new PmklcError('corrupt', 'lines do not add up to the residues that there are');
}
