/** Constants of packages/models/src/repeats/copy-pointer.ts, made by scripts/constants.mjs. */
/** Distinct values of `confidenceClass`: strand, recent and older misses, run, standing. */
export const CONFIDENCE_CLASSES: i32 = 34816;
/** The miss rate is an average over about 2^7 bases. */
export const MISS_RATE_SHIFT: i32 = 7;
