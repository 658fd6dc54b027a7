/** Where words of codons stood before: docs/format/model.md, "Learning and seeking". */
import { entryOf } from './word-hash.mjs';

/** Bits of a word that do not count. */
const IGNORED = 0xf0000;

export class CodonPlaces {
  #bits;
  #entries;

  constructor(bits) {
    this.#bits = bits;
    this.#entries = new Uint32Array(2 ** bits);
  }

  /** Writes where a word stands, and gives what stood there: its end and its strand, or undefined. */
  replace(word, end, strand) {
    const at = entryOf(word & ~IGNORED, this.#bits);
    const before = this.#entries[at];
    this.#entries[at] = 2 * end + strand;
    return before === 0 ? undefined : { end: Math.floor(before / 2), strand: before % 2 };
  }
}
