/**
 * The 32 symbols of amino acid sequences, and how alike two of them are.
 *
 * A symbol is coded as five bits, so neighbours share their first decisions: the order goes by what
 * replaces what in related proteins. Tables: docs/format/sequence.md, "Residues of proteins".
 */

/** The bytes of symbols 0..31. `>` is the end of a record; the last, NUL, is any other byte. */
const LETTERS = 'IVLMFYWCAGSTPHNQDEO-KR.xXUBZ>J*\0';
export const SYMBOL_BYTES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
/** The record ends, or its title begins. */
export const END = LETTERS.indexOf('>');
/** A byte without a symbol of its own. */
export const OTHER_BYTE = 31;

/** The symbol of each byte; {@link OTHER_BYTE} for those that have none. */
export const BYTE_SYMBOLS = new Uint8Array(256).fill(OTHER_BYTE);
SYMBOL_BYTES.forEach((byte, symbol) => (BYTE_SYMBOLS[byte] = symbol));
BYTE_SYMBOLS[SYMBOL_BYTES[END]!] = OTHER_BYTE;

/**
 * Probability that the bit after a 1 and the bits known is 1, in 1/65536, before anything was seen:
 * from the mean composition of known proteins. Worth some 15 bytes to a single protein.
 */
export const FIRST_PROBABILITIES = [
  0, 15575, 36306, 869, 17807, 23223, 31569, 62840, 31817, 17552, 28799, 34909, 500, 500, 10082,
  500, 35206, 13107, 28225, 36468, 30244, 29248, 21222, 32235, 36158, 32768, 32015, 32768, 5958,
  32768, 500, 32768,
];

/** BLOSUM62 (Henikoff and Henikoff 1992), lower triangle, in the order of {@link MATRIX_ORDER}. */
const MATRIX_ORDER = 'ARNDCQEGHILKMFPSTWYV';
const MATRIX = [
  [4],
  [-1, 5],
  [-2, 0, 6],
  [-2, -2, 1, 6],
  [0, -3, -3, -3, 9],
  [-1, 1, 0, 0, -3, 5],
  [-1, 0, 0, 2, -4, 2, 5],
  [0, -2, 0, -1, -3, -2, -2, 6],
  [-2, 0, 1, -1, -3, 0, 0, -2, 8],
  [-1, -3, -3, -3, -1, -3, -3, -4, -3, 4],
  [-1, -2, -3, -4, -1, -2, -3, -4, -3, 2, 4],
  [-1, 2, 0, -1, -3, 1, 1, -2, -1, -3, -2, 5],
  [-1, -1, -2, -3, -1, 0, -2, -3, -2, 1, 2, -1, 5],
  [-2, -3, -3, -3, -2, -3, -3, -3, -1, 0, 0, -3, 0, 6],
  [-1, -2, -2, -1, -3, -1, -1, -2, -2, -3, -3, -1, -2, -4, 7],
  [1, -1, 1, 0, -1, 0, 0, 0, -1, -2, -2, 0, -1, -2, -1, 4],
  [0, -1, 0, -1, -1, -1, -1, -2, -2, -1, -1, -1, -1, -2, -1, 1, 5],
  [-3, -3, -4, -4, -2, -2, -3, -2, -2, -3, -2, -3, -1, 1, -4, -3, -2, 11],
  [-2, -2, -2, -3, -2, -1, -2, -3, 2, -1, -1, -2, -1, 3, -3, -2, -2, 2, 7],
  [0, -3, -3, -3, -1, -2, -2, -3, -3, 3, 1, -2, 1, -1, -2, -2, 0, -3, -1, 4],
];
/** Similarity of symbols that are no amino acid of the matrix. */
const SAME = 4;
const DIFFERENT = -4;

/** Similarity of symbols `a` and `b`, -4..11, at index `32 * a + b`. */
export function similarities(): Int8Array {
  const table = new Int8Array(1024);
  for (let i = 0; i < 1024; i++) table[i] = i >> 5 === (i & 31) ? SAME : DIFFERENT;
  MATRIX.forEach((row, i) => {
    row.forEach((value, j) => {
      const [a, b] = [LETTERS.indexOf(MATRIX_ORDER[i]!), LETTERS.indexOf(MATRIX_ORDER[j]!)];
      table[32 * a + b] = table[32 * b + a] = value;
    });
  });
  return table;
}

/** Number of the group that has the letter, for each symbol; as many as there are groups for the rest. */
export function groupsOf(groups: readonly string[]): Uint8Array {
  return Uint8Array.from(LETTERS, (letter) => {
    const group = groups.findIndex((letters) => letters.includes(letter));
    return group < 0 ? groups.length : group;
  });
}
