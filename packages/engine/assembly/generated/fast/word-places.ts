/** Constants of packages/models/src/fast/word-places.ts, made by scripts/constants.mjs. */
/** Bases of a word. */
export const WORD: i32 = 20;
/** One word in 2^3 is remembered. */
export const SAMPLE_BITS: i32 = 3;
