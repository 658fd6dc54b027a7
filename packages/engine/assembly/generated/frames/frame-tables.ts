/** Constants of packages/models/src/frames/frame-tables.ts, made by scripts/constants.mjs. */
export const HIT: i32 = 4194303;
export const EVIDENCE_BITS: i32 = 7;
/** No base is less likely in a state: 1/8192. */
export const LEAST: i32 = 512;
export const MOST_EVIDENCE: i32 = 65535;
/** Factor of the random numbers that make first probabilities differ, by up to 3/16 of 1/4. */
export const NOISE: i32 = 6;
/** Visits that the first probabilities, 1/4 each, are worth, with the one that is being learned. */
export const PRIOR_VISITS: i32 = 5;
export const QUARTER: i32 = 1048576;
