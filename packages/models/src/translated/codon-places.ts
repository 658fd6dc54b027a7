/**
 * Places in the history where words of amino acids ended, of both strands: the latest of each entry.
 */
import { hashWord } from './reading-words.ts';

/** Letter of a word that does not count, the fifth from the end: the amino acid there may differ. */
const LEFT_OUT = 15 << 16;

/** A table of places. */
export class CodonPlaces {
  /** Twice the number of bases known then, plus 1 on the opposite strand; 0 for none. */
  readonly #places: Uint32Array;
  readonly #bits: number;

  constructor(placeBits: number) {
    this.#bits = placeBits;
    this.#places = new Uint32Array(2 ** placeBits);
  }

  /** The place in a word's entry, in whose stead `place` is remembered. */
  exchange(word: number, place: number): number {
    const entry = hashWord(word, ~LEFT_OUT, this.#bits);
    const before = this.#places[entry];
    this.#places[entry] = place;
    return before;
  }
}
