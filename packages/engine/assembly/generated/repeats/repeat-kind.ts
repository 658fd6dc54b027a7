/** Constants of packages/models/src/repeats/repeat-kind.ts, made by scripts/constants.mjs. */
/** The shares of a sum and the best copy. */
export const OPINIONS: i32 = 2;
