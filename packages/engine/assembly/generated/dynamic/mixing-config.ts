/** Constants of packages/models/src/dynamic/mixing-config.ts, made by scripts/constants.mjs. */
/** Contexts of secondary estimation and of the first family of weights: the last four bases. */
export const BASES_CONTEXTS: i32 = 256;
/** Weight of every opinion at first, in the family by copies: 0.19, Q20. */
export const FIRST_WEIGHT: i32 = 200000;
