/** Where words stand in proteins that were known before: docs/format/model.md, "Learning and seeking". */
import { END } from './genetic-code.mjs';
import { withNext } from './reading-words.mjs';
import { entryOf } from './word-hash.mjs';

const LETTERS = 8;

export class ProteinIndex {
  #bits;
  #entries;

  constructor(proteins) {
    this.#bits = Math.min(23, Math.max(12, 32 - Math.clz32(proteins.length)));
    this.#entries = new Uint32Array(2 ** this.#bits);
    let word = 0;
    let open = 0;
    proteins.forEach((residue, i) => {
      word = withNext(word, residue);
      open = residue === END ? 0 : open + 1;
      if (open >= LETTERS) this.#entries[entryOf(word, this.#bits)] = i + 1;
    });
  }

  /** Index behind the last residue of a word, or undefined. */
  endOf(word) {
    const end = this.#entries[entryOf(word, this.#bits)];
    return end === 0 ? undefined : end;
  }
}
