/** Constants of packages/models/src/fast/fast-model.ts, made by scripts/constants.mjs. */
/** A frequency above this, a fourth, says that the base was foreseen. */
export const FORESEEN: i32 = 16384;
