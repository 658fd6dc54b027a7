/** Constants of packages/models/src/fast/base-counts.ts, made by scripts/constants.mjs. */
export const COUNTS: i32 = 16;
export const HALVES: i32 = 30583;
/** Bases of a context. */
export const HIGH_ORDER: i32 = 11;
/** The highest count of a base: then all are halved. */
export const MOST: i32 = 15;
/** Number of pairs: of sums for the first bit, of counts for the second one after 0 and after 1. */
export const PAIRS: i32 = 1536;
export const SECOND: i32 = 1024;
/** Sums of two counts stay under it. */
export const SUMS: i32 = 32;
export const RATE_SHIFT: i32 = 7;
