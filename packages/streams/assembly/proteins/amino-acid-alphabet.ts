/**
 * The 32 symbols of amino acid sequences; `src/proteins/amino-acid-alphabet.ts` defines them.
 */
import { allocate } from '../memory';

/** The bytes of the symbols; the last stands for any other byte. */
const LETTERS: StaticArray<u8> = [
  73, 86, 76, 77, 70, 89, 87, 67, 65, 71, 83, 84, 80, 72, 78, 81, 68, 69, 79, 45, 75, 82, 46, 120,
  88, 85, 66, 90, 62, 74, 42, 0,
];
export const END: i32 = 28;
export const OTHER_BYTE: i32 = 31;

export const FIRST_PROBABILITIES: StaticArray<u32> = [
  0, 15575, 36306, 869, 17807, 23223, 31569, 62840, 31817, 17552, 28799, 34909, 500, 500, 10082,
  500, 35206, 13107, 28225, 36468, 30244, 29248, 21222, 32235, 36158, 32768, 32015, 32768, 5958,
  32768, 500, 32768,
];

/** BLOSUM62, lower triangle, and the bytes of its rows. */
const MATRIX_LETTERS: StaticArray<u8> = [
  65, 82, 78, 68, 67, 81, 69, 71, 72, 73, 76, 75, 77, 70, 80, 83, 84, 87, 89, 86,
];
const MATRIX: StaticArray<i8> = [
  4, -1, 5, -2, 0, 6, -2, -2, 1, 6, 0, -3, -3, -3, 9, -1, 1, 0, 0, -3, 5, -1, 0, 0, 2, -4, 2, 5, 0,
  -2, 0, -1, -3, -2, -2, 6, -2, 0, 1, -1, -3, 0, 0, -2, 8, -1, -3, -3, -3, -1, -3, -3, -4, -3, 4,
  -1, -2, -3, -4, -1, -2, -3, -4, -3, 2, 4, -1, 2, 0, -1, -3, 1, 1, -2, -1, -3, -2, 5, -1, -1, -2,
  -3, -1, 0, -2, -3, -2, 1, 2, -1, 5, -2, -3, -3, -3, -2, -3, -3, -3, -1, 0, 0, -3, 0, 6, -1, -2,
  -2, -1, -3, -1, -1, -2, -2, -3, -3, -1, -2, -4, 7, 1, -1, 1, 0, -1, 0, 0, 0, -1, -2, -2, 0, -1,
  -2, -1, 4, 0, -1, 0, -1, -1, -1, -1, -2, -2, -1, -1, -1, -1, -2, -1, 1, 5, -3, -3, -4, -4, -2, -2,
  -3, -2, -2, -3, -2, -3, -1, 1, -4, -3, -2, 11, -2, -2, -2, -3, -2, -1, -2, -3, 2, -1, -1, -2, -1,
  3, -3, -2, -2, 2, 7, 0, -3, -3, -3, -1, -2, -2, -3, -3, 3, 1, -2, 1, -1, -2, -2, 0, -3, -1, 4,
];
const SAME: i8 = 4;
const DIFFERENT: i8 = -4;

/** u8[256]: the symbol of each byte. */
let byteSymbols: usize = 0;
/** i8[1024]: similarity of symbols a and b, -4..11, at 32a + b. */
let similarities: usize = 0;
/** i8[1024]: `similarities`, but that nothing is like END, so that no stretch goes on beyond it. */
let scores: usize = 0;
const NEVER: i8 = -100;

/** Makes the constants. */
export function initAlphabet(): void {
  byteSymbols = allocate(256);
  memory.fill(byteSymbols, <u8>OTHER_BYTE, 256);
  for (let symbol = 0; symbol < OTHER_BYTE; symbol++) {
    if (symbol != END) store<u8>(byteSymbols + LETTERS[symbol], <u8>symbol);
  }
  similarities = allocate(1024);
  for (let i = 0; i < 1024; i++) store<i8>(similarities + i, i >> 5 == (i & 31) ? SAME : DIFFERENT);
  for (let i = 0, at = 0; i < MATRIX_LETTERS.length; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const a = symbolOf(MATRIX_LETTERS[i]),
        b = symbolOf(MATRIX_LETTERS[j]);
      store<i8>(similarities + ((a << 5) | b), MATRIX[at]);
      store<i8>(similarities + ((b << 5) | a), MATRIX[at]);
    }
  }
  scores = allocate(1024);
  memory.copy(scores, similarities, 1024);
  for (let symbol = 0; symbol < 32; symbol++) {
    store<i8>(scores + ((symbol << 5) | END), NEVER);
    store<i8>(scores + ((END << 5) | symbol), NEVER);
  }
}

/** Address of what is alike to a symbol, i8 for each other one; nothing is to END, nor END to anything. */
// @ts-ignore: decorator
@inline
export function scoresOf(symbol: i32): usize {
  return scores + (symbol << 5);
}

/** The symbol of a byte; OTHER_BYTE for those that have none. */
// @ts-ignore: decorator
@inline
export function symbolOf(byte: i32): i32 {
  return <i32>load<u8>(byteSymbols + byte);
}

// @ts-ignore: decorator
@inline
export function byteOf(symbol: i32): i32 {
  return <i32>unchecked(LETTERS[symbol]);
}

/** Similarity of two symbols, -4..11. */
// @ts-ignore: decorator
@inline
export function similarity(a: i32, b: i32): i32 {
  return <i32>load<i8>(similarities + ((a << 5) | b));
}

/** The number of the first of the groups, one after the other with zeros between, that has the letter of `symbol`. */
export function groupOf(groups: StaticArray<u8>, symbol: i32): i32 {
  let group = 0;
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] == 0) group++;
    else if (groups[i] == LETTERS[symbol]) return group;
  }
  return group + 1;
}
