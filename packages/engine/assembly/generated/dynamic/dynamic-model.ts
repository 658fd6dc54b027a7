/** Constants of packages/models/src/dynamic/dynamic-model.ts, made by scripts/constants.mjs. */
/** A frequency above this, a fourth, says that the shortcut foresaw the base. */
export const FORESEEN: i32 = 16384;
