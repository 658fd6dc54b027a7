/** Constants of packages/models/src/frames/frame-model.ts, made by scripts/constants.mjs. */
/** A state that is less likely, 1/128, learns nothing. */
export const LEAST_WEIGHT: i32 = 512;
export const MAX_CONFIDENCE: i32 = 15;
/** A state goes on to any other one in 1 of 512 bases. */
export const SWITCH_SHIFT: i32 = 9;
