/** Constants of packages/models/src/translated/reading-words.ts, made by scripts/constants.mjs. */
export const LETTER_BITS: i32 = 4;
/** Letters of a word, and bits of a letter. */
export const WORD_LETTERS: i32 = 8;
export const FIRST_LETTER_SHIFT: i32 = 28;
/** An odd number near 2^32 divided by the golden ratio, 0x9e3779b1, with sign. */
export const MULTIPLIER: i32 = -1640531535;
