/** Constants of packages/models/src/translated/protein-index.ts, made by scripts/constants.mjs. */
/** Bits of a word's hash that choose its entry. */
export const HASH_BITS: i32 = 26;
