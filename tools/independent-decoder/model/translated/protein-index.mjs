/** Where words stand in proteins that were known before: docs/format/model.md, "Learning and seeking". */
import { END } from './genetic-code.mjs';
import { withNext } from './reading-words.mjs';
import { entryOf } from './word-hash.mjs';

const LETTERS = 8;
const HASH_BITS = 26;

export class ProteinIndex {
  #entries;

  constructor(proteins) {
    this.#entries = new Uint32Array(Math.floor((3 * proteins.length) / 4) + 1);
    let word = 0;
    let open = 0;
    proteins.forEach((residue, i) => {
      word = withNext(word, residue);
      open = residue === END ? 0 : open + 1;
      if (open >= LETTERS) this.#entries[this.#numberOf(word)] = i + 1;
    });
  }

  /** Index behind the last residue of a word, or undefined. */
  endOf(word) {
    const end = this.#entries[this.#numberOf(word)];
    return end === 0 ? undefined : end;
  }

  #numberOf(word) {
    return Math.floor((entryOf(word, HASH_BITS) * this.#entries.length) / 2 ** HASH_BITS);
  }
}
