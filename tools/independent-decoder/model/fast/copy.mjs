/** The copy of the fast model: docs/format/model.md, "Following and seeking". */
import { WORD, Words } from './words.mjs';

const COMPARED = 32;
const SURE = 32;
const MOST_MISSES = 8;
const RUNS = [1, 2, 4, 8, 12, 16, 24];

export class Copy {
  #history;
  #words;
  #position;
  #step = 1;
  /** The last 16 bases, the newest last: whether each was a miss. */
  #misses = [];
  run = 0;

  constructor(history, wordBits) {
    this.#history = history;
    this.#words = new Words(wordBits);
  }

  get isThere() {
    return this.#position !== undefined;
  }

  get isSure() {
    return this.isThere && this.run >= SURE;
  }

  /** Base that it foretells, or undefined. */
  get foretold() {
    if (!this.isThere) return undefined;
    const base = this.#history.at(this.#position);
    return this.#step > 0 ? base : 3 - base;
  }

  get missCount() {
    return this.#misses.filter((isMiss) => isMiss).length;
  }

  get runClass() {
    return RUNS.filter((least) => least <= this.run).length;
  }

  /** Takes the newest base. */
  follow(isMiss) {
    if (!this.isThere) return;
    this.#misses = [...this.#misses, isMiss].slice(-16);
    this.run = isMiss ? 0 : this.run + 1;
    this.#position += this.#step;
    if (this.missCount > MOST_MISSES || this.#position < 0) this.#position = undefined;
  }

  remember() {
    const { length } = this.#history;
    if (length >= WORD) this.#words.remember(this.#words.here(this.#history), length);
  }

  seek() {
    const { length } = this.#history;
    if (length < WORD) return;
    if (!this.isThere) {
      const q = this.#words.place(this.#words.here(this.#history));
      if (q > 0) this.#enter(q, 1, (i) => this.#history.at(q - 1 - i));
    }
    if (!this.isThere) {
      const s = this.#words.place(this.#words.there(this.#history)) - WORD;
      if (s > 0) this.#enter(s - 1, -1, (i) => 3 - this.#history.at(s + i));
    }
    this.remember();
  }

  #enter(position, step, baseAt) {
    const newest = this.#history.length - 1;
    let agreeing = 0;
    while (agreeing < COMPARED && this.#history.at(newest - agreeing) === baseAt(agreeing)) {
      agreeing++;
    }
    if (agreeing < WORD) return;
    this.#position = position;
    this.#step = step;
    this.#misses = [];
    this.run = Math.min(agreeing, SURE - 1);
  }
}
