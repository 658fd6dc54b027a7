/** The newest residues of a frame, on both strands, as words: docs/format/model.md, "Learning and seeking". */
import { codonBefore, END, oppositeOf, residueOf } from './genetic-code.mjs';

/** Letters of residues: those that often stand for each other have the same. */
const LETTERS = [0, 1, 2, 2, 4, 5, 5, 7, 8, 9, 9, 1, 9, 12, 13, 14, 14, 12, 12, 9, 0];

/** A word with a residue behind it. */
export function withNext(word, residue) {
  return ((word << 4) | LETTERS[residue]) >>> 0;
}

/** A word with a residue before it. */
function withPrevious(word, residue) {
  return ((word >>> 4) | (LETTERS[residue] << 28)) >>> 0;
}

export class ReadingWords {
  /** Words of the strands, and codons since the last end. */
  words = [0, 0];
  open = [0, 0];

  /** Takes in the codon that ends with the newest base. */
  add(history) {
    const codon = codonBefore(history, history.length);
    const residues = [residueOf(codon), residueOf(oppositeOf(codon))];
    this.words = [withNext(this.words[0], residues[0]), withPrevious(this.words[1], residues[1])];
    this.open = this.open.map((count, strand) => (residues[strand] === END ? 0 : count + 1));
  }

  close() {
    this.open = [0, 0];
  }
}
