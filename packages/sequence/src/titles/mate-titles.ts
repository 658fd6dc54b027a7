/**
 * Titles of mates: where a read and its mate follow each other, the title of the second is that of the first, or has a 2 for its 1.
 *
 * One number says all of it: interleaved NovaSeq reads of a metagenome take 6 % fewer bytes. Format: docs/format/sequence.md, "Titles of mates".
 */
import { ByteBuffer, PmklcError } from '@pmklc/core';
import { LineReader } from '../line-reader.ts';
import { lineOf, type Lines } from './lines.ts';
import type { Sections } from '../sections/sections.ts';
import { FLAG_MATES, linesOf, SECTION_TITLES } from '../sections/sections.ts';

const LF = 10;
const [ONE, TWO] = [0x31, 0x32];
/** Fewer pairs are not worth the number. */
const LEAST_PAIRS = 8;

/** How the titles of mates are made: bits, and above them 0 for equal titles, or 1 plus the field that is 1 or 2. */
const FIRST_IS_ALONE = 1;
const LAST_IS_ALONE = 2;
const RULE = 4;

/** Titles without those of second mates, and the number that tells these. */
interface PairedTitles {
  readonly mates: number;
  readonly titles: Uint8Array;
}

/** Pairs titles, joined by LF; undefined where they are not of mates. */
export function pairTitles(titles: Uint8Array): PairedTitles | undefined {
  return pairFrom(titles, false) ?? pairFrom(titles, true);
}

function pairFrom(titles: Uint8Array, isFirstAlone: boolean): PairedTitles | undefined {
  const [lines, kept] = [new LineReader(titles), new ByteBuffer(1024)];
  const keep = (line: Uint8Array): void => {
    kept.append(line, 0, line.length);
    kept.push(LF);
  };
  let [rule, pairs]: [number | undefined, number] = [undefined, 0];
  if (isFirstAlone) {
    lines.next();
    keep(lineOf(lines));
  }
  while (lines.next()) {
    const first = lineOf(lines);
    keep(first);
    if (!lines.next()) return pairs < LEAST_PAIRS ? undefined : finish(LAST_IS_ALONE);
    const found = ruleOf(first, lineOf(lines));
    if (found === undefined || found !== (rule ??= found)) return undefined;
    pairs++;
  }
  return pairs < LEAST_PAIRS ? undefined : finish(0);

  function finish(last: number): PairedTitles {
    kept.length--; // the LF behind the last
    const mates = RULE * rule! + last + (isFirstAlone ? FIRST_IS_ALONE : 0);
    return { mates, titles: kept.view() };
  }
}

/** Rule that makes the second title of the first: 0, or 1 plus the number of the field; undefined if there is none. */
function ruleOf(first: Uint8Array, second: Uint8Array): number | undefined {
  if (first.length !== second.length) return undefined;
  const at = first.findIndex((byte, i) => byte !== second[i]);
  if (at < 0) return 0;
  if (first[at] !== ONE || second[at] !== TWO) return undefined;
  for (let i = at + 1; i < first.length; i++) if (first[i] !== second[i]) return undefined;
  let field = 0;
  for (let i = 0; i < at; i++) if (!isLetterOrDigit(first[i]!)) field++;
  return at > 0 && isLetterOrDigit(first[at - 1]!) ? undefined : 1 + field;
}

/** Beginning of a field; the length where there is none. */
function startOfField(title: Uint8Array, field: number): number {
  let at = 0;
  for (let left = field; left > 0 && at < title.length; at++)
    if (!isLetterOrDigit(title[at]!)) left--;
  return at;
}

function isLetterOrDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

/**
 * The titles of all records, with bytes for numbers that are computed; undefined when there are none.
 * @throws PmklcError `corrupt` when titles are said to be of mates, and there is no pair
 */
export function titlesOf(sections: Sections): Lines | undefined {
  const lines = linesOf(sections, SECTION_TITLES);
  const { flags, mates } = sections;
  return lines && (flags & FLAG_MATES) !== 0 ? new MateTitles(lines, mates) : lines;
}

class MateTitles implements Lines {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  readonly #lines: LineReader;
  readonly #mates: number;
  #isMateNext = false;
  #count = 0;

  constructor(lines: LineReader, mates: number) {
    this.#lines = lines;
    this.#mates = mates;
  }

  get hasMore(): boolean {
    return this.#isMateNext || this.#lines.hasMore;
  }

  next(): boolean {
    const lines = this.#lines;
    if (this.#isMateNext) {
      this.#isMateNext = false;
      this.#toMate();
      return true;
    }
    if (!lines.next()) return false;
    [this.bytes, this.start, this.end] = [lines.bytes, lines.start, lines.end];
    const isAlone =
      (this.#count++ === 0 && (this.#mates & FIRST_IS_ALONE) !== 0) ||
      (!lines.hasMore && (this.#mates & LAST_IS_ALONE) !== 0);
    this.#isMateNext = !isAlone;
    return true;
  }

  #toMate(): void {
    const rule = Math.floor(this.#mates / RULE);
    if (rule === 0) return;
    const title = lineOf(this).slice();
    const at = startOfField(title, rule - 1);
    if (title[at] !== ONE) throw new PmklcError('corrupt', 'a title is not of a first mate');
    title[at] = TWO;
    [this.bytes, this.start, this.end] = [title, 0, title.length];
  }
}
