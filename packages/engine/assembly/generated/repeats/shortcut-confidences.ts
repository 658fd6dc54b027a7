/** Constants of packages/models/src/repeats/shortcut-confidences.ts, made by scripts/constants.mjs. */
/** Value that a hit moves a confidence towards, Q22: no confidence is above. */
export const CERTAIN: i32 = 4194262;
/** Confidence at first, Q22: 0.9995 in classes of runs of 256 and more, 0.99 in those of shorter ones. */
export const FIRST: i32 = 4192207;
export const FIRST_OF_SHORT: i32 = 4152360;
export const LONG_CLASS: i32 = 8;
export const RATE_SHIFT: i32 = 9;
export const RUN_CLASSES: i32 = 16;
/** Classes of run and number. */
export const SHORTCUT_CLASSES: i32 = 64;
export const SIZE_CLASSES: i32 = 4;
/** Confidence, 0.999, with which the shortcut is taken after shorter runs, too. */
export const TRUSTED: i32 = 4190110;
