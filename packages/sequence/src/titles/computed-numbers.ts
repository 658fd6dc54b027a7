/**
 * Numbers in titles that follow from the residues of their record, alone or with the number before them: one byte stands for them.
 *
 * Titles of ranges (`chr1:1001-1200`) and of contigs (`length=200`) say what the residues say already: 3 % of a FASTA file of short ranges.
 * Format: docs/format/sequence.md, "Computed numbers".
 */
import { ByteBuffer, PmklcError } from '@pmklc/core';
import { LineReader } from '../line-reader.ts';
import { FLAG_COMPUTED, type Sections } from '../sections/sections.ts';
import type { Line } from './lines.ts';

const LF = 10;
const [ZERO, NINE] = [0x30, 0x39];
/** More digits may not be an exact number. */
const MOST_DIGITS = 15;
/** Records that tell which numbers are computed, and the share of them that must agree. */
const RECORDS_TO_LOOK_AT = 1024;
const LEAST_RECORDS = 4;
const LEAST_SHARE = 3 / 4;
/** Numbers of a title that are looked at. */
const MOST_NUMBERS = 32;

/** Numbers that a byte stands for, by its value less 1: made of the residues, and of the number before it in the title. */
const RULES: readonly ((residues: number, before: number) => number)[] = [
  (residues) => residues,
  (residues, before) => before + residues,
  (residues, before) => before + residues - 1,
  (residues, before) => before - residues + 1,
  (residues, before) => before - residues,
];
/** The rule that needs no number before. */
const RESIDUES_ALONE = 0;

/** Residues of the record that each title is of, in turn. */
export type ResiduesOf = (title: number) => number;

/**
 * Titles, joined by LF, with bytes for numbers that can be computed; undefined where there are none, or where titles have such bytes
 * themselves.
 */
export function foldNumbers(titles: Uint8Array, residuesOf: ResiduesOf): Uint8Array | undefined {
  if (titles.some((byte) => byte >= 1 && byte <= RULES.length)) return undefined;
  const rules = findRules(titles, residuesOf);
  if (rules.size === 0) return undefined;
  const [lines, folded] = [new LineReader(titles), new ByteBuffer(titles.length)];
  for (let i = 0; lines.next(); i++) {
    if (i > 0) folded.push(LF);
    foldTitle(lines, residuesOf(i), rules, folded);
  }
  return folded.view();
}

/** Rules by the number of the title that they make, counted from 0. */
function findRules(titles: Uint8Array, residuesOf: ResiduesOf): Map<number, number> {
  const lines = new LineReader(titles);
  const counts = new Uint32Array(MOST_NUMBERS * RULES.length);
  let titleCount = 0;
  for (; titleCount < RECORDS_TO_LOOK_AT && lines.next(); titleCount++) {
    const residues = residuesOf(titleCount);
    for (const { place, value, before } of numbersOf(lines)) {
      RULES.forEach((_, rule) => {
        if (holds(rule, value, residues, before)) counts[place * RULES.length + rule]!++;
      });
    }
  }
  const rules = new Map<number, number>();
  if (titleCount < LEAST_RECORDS) return rules;
  counts.forEach((count, at) => {
    const place = Math.floor(at / RULES.length);
    if (count >= LEAST_SHARE * titleCount && !rules.has(place)) rules.set(place, at % RULES.length);
  });
  return rules;
}

function foldTitle(
  line: Line,
  residues: number,
  rules: ReadonlyMap<number, number>,
  to: ByteBuffer,
): void {
  let from = line.start;
  for (const { place, start, end, value, before } of numbersOf(line)) {
    const rule = rules.get(place);
    if (rule === undefined || !holds(rule, value, residues, before)) continue;
    to.append(line.bytes, from, start);
    to.push(1 + rule);
    from = end;
  }
  to.append(line.bytes, from, line.end);
}

function holds(rule: number, value: number, residues: number, before: number): boolean {
  if (Number.isNaN(value) || (rule !== RESIDUES_ALONE && Number.isNaN(before))) return false;
  return RULES[rule]!(residues, before) === value;
}

/** A run of digits of a title. */
interface TitleNumber {
  /** How many numbers come before it. */
  readonly place: number;
  readonly start: number;
  readonly end: number;
  /** NaN: it has leading zeros, or too many digits. */
  readonly value: number;
  /** Value of the number before, or NaN. */
  readonly before: number;
}

function* numbersOf({ bytes, start, end }: Line): Generator<TitleNumber> {
  let before = NaN;
  let place = 0;
  for (let at = start; at < end && place < MOST_NUMBERS; at++) {
    if (!isDigit(bytes[at]!)) continue;
    const numberStart = at;
    while (at < end && isDigit(bytes[at]!)) at++;
    const value = numberIn(bytes, numberStart, at);
    yield { place: place++, start: numberStart, end: at, value, before };
    before = value;
  }
}

/**
 * A title of a block, with the numbers that bytes stand for, if they do in this block.
 * @throws PmklcError `corrupt` when a byte asks for a number that is not there, or for one below 0
 */
export function withNumbers({ flags }: Sections, line: Line, residues: number): Line {
  if ((flags & FLAG_COMPUTED) === 0) return line;
  const bytes = unfoldNumbers(line, residues);
  return { bytes, start: 0, end: bytes.length };
}

function unfoldNumbers(line: Line, residues: number): Uint8Array {
  const title = new ByteBuffer(line.end - line.start + MOST_DIGITS);
  let before = NaN;
  for (let at = line.start; at < line.end; at++) {
    const byte = line.bytes[at]!;
    const rule = RULES[byte - 1];
    if (rule !== undefined) {
      before = checked(rule(residues, byte - 1 === RESIDUES_ALONE ? 0 : before));
      for (const digit of String(before)) title.push(digit.charCodeAt(0));
      continue;
    }
    title.push(byte);
    if (!isDigit(byte)) continue;
    const start = at;
    while (at + 1 < line.end && isDigit(line.bytes[at + 1]!)) title.push(line.bytes[++at]!);
    before = numberIn(line.bytes, start, at + 1);
  }
  return title.view();
}

function checked(value: number): number {
  if (value >= 0 && value < 10 ** MOST_DIGITS) return value;
  throw new PmklcError('corrupt', 'a number of a title cannot be computed');
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MOST_DIGITS || (bytes[start] === ZERO && end - start > 1)) return NaN;
  let value = 0;
  for (let at = start; at < end; at++) value = 10 * value + bytes[at]! - ZERO;
  return value;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
