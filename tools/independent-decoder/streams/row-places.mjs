/** Rows and the lines that they may be: docs/format/sequence.md, "Rows". */
const LF = 10;
const MOST_LINES = 4096;

export class RowPlaces {
  start;
  place;
  above;
  guide;
  same = 0;
  block = 0;
  inColumns;
  isComment = false;
  #history;
  #width;
  #isBlank = true;
  #line = 0;
  #starts = [];
  #startsBefore = [];

  constructor(history, width, first) {
    this.#history = history;
    this.#width = width;
    this.start = first - width;
    this.place = width - first;
    this.inColumns = width > 0;
  }

  /** What a row has in the place of the next byte. */
  has(row) {
    const at = row === undefined ? -1 : row + this.place;
    return at >= 0 && at < this.start ? this.#history[at] : 0;
  }

  /** Moves on to `size` known bytes; returns whether a row ended. */
  add(byte, size) {
    if (this.#width > 0) {
      this.place++;
      if (this.place === this.#width) this.#next(size, true);
      return this.place === 0;
    }
    this.same = byte === this.has(this.guide) ? Math.min(this.same + 1, 15) : 0;
    if (byte === LF) return this.#endLine(size);
    if (this.place === 0 && byte === 0x23) this.isComment = true;
    if (!this.isComment && (byte === 32 || byte === 9)) this.inColumns = true;
    if (byte > 32) this.#isBlank = false;
    this.place++;
    return false;
  }

  #endLine(size) {
    const isRow = !this.#isBlank;
    if (isRow) this.#starts[this.#line++] = this.start;
    else if (this.#line > 0) this.#endBlock();
    this.guide = this.#startsBefore[this.#line];
    this.same = 0;
    this.#isBlank = true;
    this.inColumns = this.isComment = false;
    this.#next(size, isRow);
    return isRow;
  }

  #endBlock() {
    this.#startsBefore = this.#starts.slice(0, MOST_LINES);
    this.#starts = [];
    this.#line = 0;
    this.block++;
  }

  #next(size, isRow) {
    if (isRow) this.above = this.start;
    this.start = size;
    this.place = 0;
  }
}
