/** Constants of packages/models/src/fast/followed-copy.ts, made by scripts/constants.mjs. */
/** A copy of more misses among its last 16 bases is dropped. */
export const MOST_MISSES: i32 = 8;
export const NEWEST_MISSES: i32 = 65535;
/** Hits in a row after which a copy is *sure*: it alone foretells. */
export const SURE_RUN: i32 = 32;
