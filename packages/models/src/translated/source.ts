/**
 * Sources: what translated copies are made of, codons of the history in either direction, and residues of known proteins.
 */
import { AMINO_ACID_OF, OPPOSITE_CODON, SCORES, SYMBOLS } from './genetic-code.ts';
import type { BaseHistory } from '../history/base-history.ts';

/** Kinds of sources: codons read as they stand, those of the opposite strand, residues. */
export const FORWARD = 0;
export const OPPOSITE = 1;
export const PROTEIN = 2;

/** Symbol that is read where a source ends. */
export const NOTHING = -1;

/** Codon of the history that ends before `end`; the caller makes sure that it is known. */
function codonBefore(history: BaseHistory, end: number): number {
  return (history.at(end - 3) << 4) | (history.at(end - 2) << 2) | history.at(end - 1);
}

/** Reads sources. A place is the number of bases before a codon's end, or the index of a residue. */
export class Sources {
  readonly #history: BaseHistory;
  readonly #residues: Uint8Array;

  constructor(history: BaseHistory, residues: Uint8Array) {
    this.#history = history;
    this.#residues = residues;
  }

  /** The codon (0..63, as its strand has it) or the residue (0..20) at a place; `NOTHING` outside of what is known. */
  at(kind: number, place: number): number {
    if (kind === PROTEIN) return this.#residues[place] ?? NOTHING;
    if (!this.#knowsCodonBefore(place)) return NOTHING;
    const codon = codonBefore(this.#history, place);
    return kind === FORWARD ? codon : OPPOSITE_CODON[codon];
  }

  /** Whether a codon's first and last base are known: they may be in two lanes. */
  #knowsCodonBefore(end: number): boolean {
    return this.#history.knows(end - 3) && this.#history.knows(end - 1);
  }

  /** Own codon, the `back`th before the newest one, as its strand has it. */
  own(strand: number, back: number): number {
    const codon = codonBefore(this.#history, this.#history.end - 3 * back);
    return strand === FORWARD ? codon : OPPOSITE_CODON[codon];
  }
}

/** Amino acid 0..20 of what a source has. */
export function aminoAcidOf(kind: number, symbol: number): number {
  return kind === PROTEIN ? symbol : AMINO_ACID_OF[symbol];
}

/** Score of what a source has against a codon of one's own, in half bits. */
export function scoreOf(kind: number, symbol: number, ownCodon: number): number {
  return SCORES[aminoAcidOf(kind, symbol) * SYMBOLS + AMINO_ACID_OF[ownCodon]];
}
