/**
 * Tables of translation that an engine needs, as bytes.
 */
import { concatBytes } from '@pmklc/core';
import { AMINO_ACID_OF, OPPOSITE_CODON, SCORES } from './genetic-code.ts';
import { REDUCED_LETTERS } from './reading-words.ts';

/** Amino acids and reverse complements of the 64 codons, 21 letters of words, 21 times 21 scores with sign. */
export function translationTables(): Uint8Array {
  const scores = new Uint8Array(SCORES.buffer);
  return concatBytes([AMINO_ACID_OF, OPPOSITE_CODON, REDUCED_LETTERS, scores]);
}
