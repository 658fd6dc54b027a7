/** Constants of packages/models/src/fast/bit-mixer.ts, made by scripts/constants.mjs. */
/** Constant input: what is left once all others are weighed. */
export const CONSTANT: i32 = 256;
/** Weight of an opinion at first, Q16; of the constant, 0. */
export const FIRST_WEIGHT: i32 = 20000;
/** Log-odds that are mixed: of the low order, the high one and the copy, and a constant. */
export const INPUTS: i32 = 4;
export const RATE_SHIFT: i32 = 15;
/** A weight stays within this, under 4, so that sums have 32 bits. */
export const WEIGHT_LIMIT: i32 = 262143;
