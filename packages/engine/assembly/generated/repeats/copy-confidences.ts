/** Constants of packages/models/src/repeats/copy-confidences.ts, made by scripts/constants.mjs. */
/** Values that a hit moves a confidence towards, and a miss, Q16. */
export const HIT: i32 = 65522;
export const LESSON_LIMIT: i32 = 511;
export const MISS: i32 = 13;
