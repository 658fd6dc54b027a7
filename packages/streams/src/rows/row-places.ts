/**
 * Place of a byte in its row, for rows of a known width and for lines.
 *
 * Lines come in blocks with blank lines between them, as the parts of an interleaved alignment do. A line begins with text, its name; what
 * follows a space is the row. Format: docs/format/sequence.md, "Rows".
 */
import { hash } from '../bytes/hash.ts';
import type { RowLayout } from './row-layout.ts';

/** No row; greater than the start of any. */
export const NONE = 0x7fffffff;

const TAB = 9;
const LF = 10;
const SPACE = 32;
const NUMBER_SIGN = 35;
/** Lines of a block that a line of the next one may have as its guide. */
const MAX_GUIDES = 1 << 12;
const MAX_SAME = 15;

/** Parts of a line: its name, all of a comment, or what lies in columns. */
const [NAME, COMMENT, COLUMNS] = [0, 1, 2];

export class RowPlaces {
  /** Start of the row; below 0 for a first row that is only the end of one. */
  start: number;
  /** Start of the row before, or {@link NONE}. */
  above = NONE;
  /** Bytes of the row that are known. */
  place: number;
  /** Start of the line with the same number in the block before, or {@link NONE}. */
  guide = NONE;
  /** Bytes of the line that were the same in the guide, up to the last one; 15 at most. */
  same = 0;
  readonly #width: number;
  #part: number;
  #isBlank = true;
  #block = 0;
  #line = 0;
  #lines: number;
  /** Starts of the lines of this block and of the one before. */
  #starts = new Int32Array(MAX_GUIDES);
  #startsBefore = new Int32Array(MAX_GUIDES);

  constructor({ width, first }: RowLayout) {
    this.#width = width;
    this.start = first - width;
    this.place = width - first;
    this.#part = width > 0 ? COLUMNS : NAME;
    this.#lines = 0;
  }

  /** Whether the next byte is in columns, and not in a name or comment. */
  get isInColumns(): boolean {
    return this.#part === COLUMNS;
  }

  /** Whether the next byte is in a comment. */
  get isComment(): boolean {
    return this.#part === COMMENT;
  }

  /** Number that stands for the column of the next byte. */
  get column(): number {
    return hash(this.place, this.#block);
  }

  /** Byte of another row, or of the guide, in the place of the next byte; 0 for none. */
  byteAt(bytes: Uint8Array, start: number): number {
    const at = start + this.place;
    return start < this.start && at >= 0 && at < this.start ? bytes[at]! : 0;
  }

  /**
   * Takes note of the last of `bytes[0, length)`.
   * @returns whether it ended a row
   */
  add(bytes: Uint8Array, length: number): boolean {
    const last = bytes[length - 1]!;
    if (this.#width > 0) {
      this.place++;
      if (this.place < this.#width) return false;
      this.#begin(length);
      return true;
    }
    this.same = last === this.byteAt(bytes, this.guide) ? Math.min(this.same + 1, MAX_SAME) : 0;
    if (last === LF) return this.#endLine(length);
    if (last === NUMBER_SIGN && this.place === 0) this.#part = COMMENT;
    else if (this.#part === NAME && (last === SPACE || last === TAB)) this.#part = COLUMNS;
    if (last > SPACE) this.#isBlank = false;
    this.place++;
    return false;
  }

  /** Blank lines end blocks, and are no rows. */
  #endLine(length: number): boolean {
    const isRow = !this.#isBlank;
    if (isRow) {
      if (this.#line < MAX_GUIDES) this.#starts[this.#line] = this.start;
      this.#line++;
    } else if (this.#line > 0) {
      this.#lines = Math.min(this.#line, MAX_GUIDES);
      [this.#starts, this.#startsBefore] = [this.#startsBefore, this.#starts];
      this.#line = 0;
      this.#block++;
    }
    this.#isBlank = true;
    this.#part = NAME;
    this.same = 0;
    this.guide = this.#line < this.#lines ? this.#startsBefore[this.#line]! : NONE;
    if (isRow) this.#begin(length);
    else this.#move(length);
    return isRow;
  }

  #begin(start: number): void {
    this.above = this.start;
    this.#move(start);
  }

  #move(start: number): void {
    this.start = start;
    this.place = 0;
  }
}
