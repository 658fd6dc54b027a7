/** Constants of packages/models/src/repeats/repeat-experts.ts, made by scripts/constants.mjs. */
/** Distance in bases between places that are remembered to copy from, on the shortcut. */
export const REMEMBERED_EVERY: i32 = 16;
