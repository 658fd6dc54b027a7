/** Constants of packages/models/src/repeats/repeat-pool.ts, made by scripts/constants.mjs. */
export const MAX_CONFIDENCE: i32 = 15;
export const MAX_LOST: i32 = 4;
/** Insertions and deletions up to so many bases are looked for, at most so many times a base. */
export const MAX_SHIFT: i32 = 16;
/** Newest bases that must agree for a copy to go on after one. */
export const MIN_RESUMED: i32 = 9;
/**
 * Factor of a sum of `size` logits, Q8: `SHARE / (size + 2)`. Copies err together: a plain sum of many is surer than they are,
 * and where they differ, both sides reach the mixer's limit (HIV -1.2 %, dengue -2 %).
 */
export const SHARE: i32 = 768;
