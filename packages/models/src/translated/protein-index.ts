/**
 * Proteins that are known before the first base, and where in them each word of amino acids is.
 */
import { END } from './genetic-code.ts';
import { hashWord, LETTER_BITS, REDUCED_LETTERS, WORD_LETTERS } from './reading-words.ts';

/** Letters of a word that count: all eight. Of the many words of a large set fewer come by chance than with seven. */
const PROTEIN_MASK = -1;
/** Places, in quarters of the residues. With 7 of 12, HePy is 0.2 %, E. coli 0.1 % larger. */
const PLACES_OF_4 = 3;
/** Bits of a word's hash that choose its entry. */
const HASH_BITS = 26;

/** Places that so many residues get. */
export function proteinPlaces(residues: number): number {
  return Math.floor((residues * PLACES_OF_4) / 4) + 1;
}

/** @throws RangeError when a residue is not in 0..20 */
export function checkResidues(residues: Uint8Array): void {
  for (let i = 0; i < residues.length; i++) {
    if (residues[i] > END) throw new RangeError('residues must be in 0..20');
  }
}

/** Bytes of a place among so many residues, 3 or 4: with 4, those of 12 M residues take 9 MiB more. */
export function proteinPlaceBytes(residues: number): number {
  return residues < 2 ** 24 ? 3 : 4;
}

/** Bytes of residues and their places. */
export function proteinMemoryBytes(residues: number): number {
  return residues === 0 ? 0 : residues + proteinPlaceBytes(residues) * proteinPlaces(residues);
}

/** Residues one behind the other, ends between proteins. */
export class ProteinIndex {
  /** 0..20, one a byte. */
  readonly residues: Uint8Array;
  /** Places where words ended, the latest of each entry: index behind the last residue; 0 for none. */
  readonly #places: Int32Array;

  /** @param residues 0..19, and 20 between proteins; at most 2^26 */
  constructor(residues: Uint8Array) {
    this.residues = residues;
    this.#places = new Int32Array(residues.length > 0 ? proteinPlaces(residues.length) : 0);
    let word = 0;
    let letters = 0;
    for (let i = 0; i < residues.length; i++) {
      word = (word << LETTER_BITS) | REDUCED_LETTERS[residues[i]];
      letters = residues[i] === END ? 0 : letters + 1;
      if (letters >= WORD_LETTERS) this.#places[this.#entryOf(word)] = i + 1;
    }
  }

  /** The place where such a word ended; 0 for none, and any where two words share an entry. */
  find(word: number): number {
    return this.#places.length === 0 ? 0 : this.#places[this.#entryOf(word)];
  }

  #entryOf(word: number): number {
    const hash = hashWord(word, PROTEIN_MASK, HASH_BITS);
    return Math.floor((hash * this.#places.length) / 2 ** HASH_BITS);
  }
}
