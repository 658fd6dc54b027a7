/** Constants of packages/models/src/repeats/shortcut.ts, made by scripts/constants.mjs. */
/** A copy of this run has a say in whether the shortcut is taken. */
export const VOTING_RUN: i32 = 32;
