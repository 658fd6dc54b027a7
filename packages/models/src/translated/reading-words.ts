/**
 * Words of amino acids that the newest bases spell, in the three frames of both strands.
 *
 * A word has the newest 8 amino acids of its frame in the order of the gene, the last in the low bits: on the opposite strand the
 * newest codon is the gene's first. Letters are of a reduced alphabet, so that words of related proteins are often the same
 * although their amino acids are not: E. coli -0.1 % against words of 20 letters.
 */
import type { BaseHistory } from '../history/base-history.ts';
import { AMINO_ACID_OF, END, OPPOSITE_CODON } from './genetic-code.ts';

/** Letters of a word, and bits of a letter. */
export const WORD_LETTERS = 8;
export const LETTER_BITS = 4;
const FIRST_LETTER_SHIFT = 28;
/** An odd number near 2^32 divided by the golden ratio, 0x9e3779b1, with sign. */
const MULTIPLIER = -1640531535;

/**
 * Classes of amino acids that often replace each other: A, KR, N, DE, C, Q…  in the order of `AMINO_ACIDS`; the last is that of
 * the end, which no word has.
 */
export const REDUCED_LETTERS = Uint8Array.of(
  0,
  1,
  2,
  2,
  4,
  5,
  5,
  7,
  8,
  9,
  9,
  1,
  9,
  12,
  13,
  14,
  14,
  12,
  12,
  9,
  0,
);

/** Hash of a word's letters under a mask: the highest `bits` are the number of an entry. */
export function hashWord(word: number, mask: number, bits: number): number {
  return Math.imul(word & mask, MULTIPLIER) >>> (32 - bits);
}

/** Words of the frames of both strands. A frame's number is that of its last base, modulo 3. */
export class ReadingWords {
  /** Words by frame, 32 bits; whole once their frame has been open for 8 codons. */
  readonly forward = new Int32Array(3);
  readonly reversed = new Int32Array(3);
  /** Codons without a stop, by frame. */
  readonly openForward = new Int32Array(3);
  readonly openReversed = new Int32Array(3);

  /** Takes in the codon that ends with the newest base. */
  append(history: BaseHistory): void {
    const frame = history.end % 3;
    const codon = history.kmer(3);
    const here = AMINO_ACID_OF[codon];
    const there = AMINO_ACID_OF[OPPOSITE_CODON[codon]];
    this.forward[frame] = (this.forward[frame] << LETTER_BITS) | REDUCED_LETTERS[here];
    this.reversed[frame] =
      (this.reversed[frame] >>> LETTER_BITS) | (REDUCED_LETTERS[there] << FIRST_LETTER_SHIFT);
    this.openForward[frame] = here === END ? 0 : this.openForward[frame] + 1;
    this.openReversed[frame] = there === END ? 0 : this.openReversed[frame] + 1;
  }

  /** Forgets which frames are open, after bases that it has not seen. */
  reset(): void {
    this.openForward.fill(0);
    this.openReversed.fill(0);
  }
}
