/** Constants of packages/models/src/networks/network-state.ts, made by scripts/constants.mjs. */
/** First row weights: random numbers of 16 bits shifted right by this, up to 1/16 in size. */
export const FIRST_SHIFT: i32 = 7;
