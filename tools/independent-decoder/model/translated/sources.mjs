/** Where translated copies come from: docs/format/model.md, "Translated copies". */
import { codonBefore, oppositeOf, residueOf } from './genetic-code.mjs';

/** Kinds of sources: codons of the history as they stand, their opposites, and residues of proteins. */
const OPPOSITES = 1;
export const PROTEINS = 2;

export class Sources {
  /** Residues that were known before the first base. */
  proteins = new Uint8Array(0);
  #history;

  constructor(history) {
    this.#history = history;
  }

  /** The codon or residue that a source has at a place, or undefined. */
  symbolAt(kind, place) {
    if (kind === PROTEINS) return this.proteins[place];
    if (!this.#history.isKnown(place - 3) || !this.#history.isKnown(place - 1)) return undefined;
    const codon = codonBefore(this.#history, place);
    return kind === OPPOSITES ? oppositeOf(codon) : codon;
  }

  /** The residue that a source has at a place, or undefined. */
  residueAt(kind, place) {
    const symbol = this.symbolAt(kind, place);
    return symbol === undefined ? undefined : residueOfSymbol(kind, symbol);
  }
}

export function residueOfSymbol(kind, symbol) {
  return kind === PROTEINS ? symbol : residueOf(symbol);
}
