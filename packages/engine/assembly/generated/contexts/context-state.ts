/** Constants of packages/models/src/contexts/context-state.ts, made by scripts/constants.mjs. */
export const COUNT_LIMIT: i32 = 255;
export const MAX_CONFIDENCE: i32 = 15;
export const NARROW_HIT: i32 = 32767;
export const NARROW_QUARTER: i32 = 8192;
export const WIDE_HIT: i32 = 4194303;
/** 1/4 and the probability that a hit moves towards, Q22 and Q15. */
export const WIDE_QUARTER: i32 = 1048576;
