/**
 * Proteins that are known before the first base, and where in them each word of amino acids is.
 */
import { END } from './genetic-code.ts';
import { hashWord, LETTER_BITS, REDUCED_LETTERS, WORD_LETTERS } from './reading-words.ts';

/** Letters of a word that count: all eight. Of the many words of a large set fewer come by chance than with seven. */
const PROTEIN_MASK = -1;
/** log2 of the places: of as many as residues, within these. */
const MIN_PLACE_BITS = 12;
const MAX_PLACE_BITS = 23;

/** log2 of the places that so many residues get. */
export function proteinPlaceBits(residues: number): number {
  return Math.min(MAX_PLACE_BITS, Math.max(MIN_PLACE_BITS, 32 - Math.clz32(residues)));
}

/** @throws RangeError when a residue is not in 0..20 */
export function checkResidues(residues: Uint8Array): void {
  for (let i = 0; i < residues.length; i++) {
    if (residues[i] > END) throw new RangeError('residues must be in 0..20');
  }
}

/** Bytes of residues and their places. */
export function proteinMemoryBytes(residues: number): number {
  return residues === 0 ? 0 : residues + 4 * 2 ** proteinPlaceBits(residues);
}

/** Residues one behind the other, ends between proteins. */
export class ProteinIndex {
  /** 0..20, one a byte. */
  readonly residues: Uint8Array;
  /** Places where words ended, the latest of each entry: index behind the last residue; 0 for none. */
  readonly #places: Int32Array;
  readonly #bits: number;

  /** @param residues 0..19, and 20 between proteins; fewer than 2^31 */
  constructor(residues: Uint8Array) {
    this.residues = residues;
    this.#bits = proteinPlaceBits(residues.length);
    this.#places = new Int32Array(residues.length > 0 ? 2 ** this.#bits : 0);
    let word = 0;
    let letters = 0;
    for (let i = 0; i < residues.length; i++) {
      word = (word << LETTER_BITS) | REDUCED_LETTERS[residues[i]];
      letters = residues[i] === END ? 0 : letters + 1;
      if (letters >= WORD_LETTERS) this.#places[hashWord(word, PROTEIN_MASK, this.#bits)] = i + 1;
    }
  }

  /** The place where such a word ended; 0 for none, and any where two words share an entry. */
  find(word: number): number {
    return this.#places.length === 0 ? 0 : this.#places[hashWord(word, PROTEIN_MASK, this.#bits)];
  }
}
