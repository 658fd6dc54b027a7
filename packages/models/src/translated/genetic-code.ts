/**
 * The genetic code: the amino acid of each codon, and how alike amino acids are.
 *
 * A codon is a number 0..63, its first base in the two highest bits. An amino acid is its place in `AMINO_ACIDS`, 0..19; `END`
 * stands for a stop codon, and for what separates proteins.
 */

/** Amino acids by number, in the order of the BLOSUM matrices. */
export const AMINO_ACIDS = 'ARNDCQEGHILKMFPSTWYV';
/** Number of a stop codon, and of the border between two proteins. */
export const END = 20;
/** Amino acids and the end. */
export const SYMBOLS = 21;
/** Codons. */
export const CODONS = 64;
/** Score of an end against anything. */
const END_SCORE = -8;

/** Residue of an upper-case letter, 0..19; `END` for one that is no amino acid. */
export function residueOf(letter: string): number {
  const residue = AMINO_ACIDS.indexOf(letter);
  return residue < 0 ? END : residue;
}

/** The standard code (NCBI's table 1) by codon, AAA, AAC, AAG … TTT; a star is a stop. */
const STANDARD_CODE = 'KNKNTTTTRSRSIIMIQHQHPPPPRRRRLLLLEDEDAAAAGGGGVVVV*Y*YSSSS*CWCLFLF';

/** BLOSUM62 (Henikoff and Henikoff 1992), the lower half, row by row, in half bits. */
const LOWER_HALF = `
 4
-1  5
-2  0  6
-2 -2  1  6
 0 -3 -3 -3  9
-1  1  0  0 -3  5
-1  0  0  2 -4  2  5
 0 -2  0 -1 -3 -2 -2  6
-2  0  1 -1 -3  0  0 -2  8
-1 -3 -3 -3 -1 -3 -3 -4 -3  4
-1 -2 -3 -4 -1 -2 -3 -4 -3  2  4
-1  2  0 -1 -3  1  1 -2 -1 -3 -2  5
-1 -1 -2 -3 -1  0 -2 -3 -2  1  2 -1  5
-2 -3 -3 -3 -2 -3 -3 -3 -1  0  0 -3  0  6
-1 -2 -2 -1 -3 -1 -1 -2 -2 -3 -3 -1 -2 -4  7
 1 -1  1  0 -1  0  0  0 -1 -2 -2  0 -1 -2 -1  4
 0 -1  0 -1 -1 -1 -1 -2 -2 -1 -1 -1 -1 -2 -1  1  5
-3 -3 -4 -4 -2 -2 -3 -2 -2 -3 -2 -3 -1  1 -4 -3 -2 11
-2 -2 -2 -3 -2 -1 -2 -3  2 -1 -1 -2 -1  3 -3 -2 -2  2  7
 0 -3 -3 -3 -1 -2 -2 -3 -3  3  1 -2  1 -1 -2 -2  0 -3 -1  4`;

/** Amino acid of each codon. */
export const AMINO_ACID_OF = Uint8Array.from(STANDARD_CODE, residueOf);

/** The reverse complement of each codon. */
export const OPPOSITE_CODON = Uint8Array.from(
  { length: CODONS },
  (_, codon) => 63 - (((codon & 3) << 4) | (codon & 12) | (codon >> 4)),
);

/** Score of two amino acids, in half bits: `SCORES[a * SYMBOLS + b]`. */
export const SCORES = scores();

function scores(): Int8Array {
  const table = new Int8Array(SYMBOLS * SYMBOLS).fill(END_SCORE);
  const rows = LOWER_HALF.trim()
    .split('\n')
    .map((row) => row.trim().split(/ +/).map(Number));
  rows.forEach((row, a) => {
    row.forEach((score, b) => {
      table[a * SYMBOLS + b] = score;
      table[b * SYMBOLS + a] = score;
    });
  });
  return table;
}
