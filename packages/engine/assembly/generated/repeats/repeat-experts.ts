/** Constants of packages/models/src/repeats/repeat-experts.ts, made by scripts/constants.mjs. */
/** On the shortcut, every so many bases are remembered as a place to copy from. */
export const REMEMBERED_EVERY: i32 = 16;
