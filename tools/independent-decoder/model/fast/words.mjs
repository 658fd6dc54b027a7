/** Places of words of 20 bases: docs/format/model.md, "Following and seeking". */
import { hashHigh } from '../repeats/seed.mjs';

export const WORD = 20;
const UPPER = 2 ** (2 * WORD - 32) - 1;

export class Words {
  #bits;
  #places;

  constructor(bits) {
    this.#bits = bits;
    this.#places = new Uint32Array(2 ** bits);
  }

  /** Entry of the newest word, or undefined where it is not sampled. */
  here(history) {
    const [high, low] = history.newest;
    return this.#entry(high & UPPER, low);
  }

  /** Entry of its reverse complement. */
  there(history) {
    return this.#entry(...history.inverseOf(WORD));
  }

  place(entry) {
    return entry === undefined ? 0 : this.#places[entry];
  }

  remember(entry, place) {
    if (entry !== undefined) this.#places[entry] = place;
  }

  #entry(high, low) {
    const digits = hashHigh(high >>> 0, low >>> 0) >>> (32 - this.#bits - 3);
    return digits % 8 === 0 ? digits >>> 3 : undefined;
  }
}
