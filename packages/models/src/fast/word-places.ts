/**
 * Places of words: where 20 bases in a row were last seen, of one word in eight. Which ones, their bases decide, so that a
 * word is remembered everywhere or nowhere. Arithmetic: docs/format/model.md, "Fast model".
 */
import type { BaseHistory } from '../history/base-history.ts';
import { productHigh } from '../history/integers.ts';

/** Bases of a word. */
export const WORD = 20;
/** Bases of its older part, which are in the upper half of a number of 64 bits. */
const HIGH_BITS = 2 * WORD - 32;
/** One word in 2^3 is remembered. */
const SAMPLE_BITS = 3;

/** Places by hash, without chains or checks. */
export class WordPlaces {
  readonly #places: Int32Array;
  readonly #placeBits: number;

  constructor(placeBits: number) {
    this.#placeBits = placeBits;
    this.#places = new Int32Array(2 ** placeBits);
  }

  /** Entry of the newest word, or -1 when it is none that is remembered. */
  entryOfRecent({ recentHigh, recentLow }: BaseHistory): number {
    return this.#entryOf(recentHigh & ((1 << HIGH_BITS) - 1), recentLow);
  }

  /** Entry of its reverse complement. */
  entryOfReversed({ reversedHigh, reversedLow }: BaseHistory): number {
    const shift = 32 - HIGH_BITS;
    return this.#entryOf(
      reversedHigh >>> shift,
      (reversedLow >>> shift) | (reversedHigh << HIGH_BITS),
    );
  }

  /** Number of bases known when a word of the entry was last remembered; 0 for none. */
  placeAt(entry: number): number {
    return this.#places[entry];
  }

  remember(entry: number, place: number): void {
    this.#places[entry] = place;
  }

  #entryOf(high: number, low: number): number {
    const hash = productHigh(high, low);
    const rest = 32 - this.#placeBits;
    return ((hash >>> (rest - SAMPLE_BITS)) & ((1 << SAMPLE_BITS) - 1)) === 0 ? hash >>> rest : -1;
  }
}
