/** Constants of packages/models/src/networks/hidden-layer.ts, made by scripts/constants.mjs. */
export const HIGHEST: i32 = 2047;
/** Sums beyond +-4 have the activation of +-4, Q12. */
export const INPUT_LIMIT: i32 = 16384;
