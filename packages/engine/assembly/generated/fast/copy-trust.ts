/** Constants of packages/models/src/fast/copy-trust.ts, made by scripts/constants.mjs. */
/** Value that a hit moves the trust in sure copies towards, Q22. */
export const CERTAIN: i32 = 4194303;
/** Classes of copies that are not sure. */
export const COPY_CLASSES: i32 = 64;
export const FIRST: i32 = 60000;
export const FIRST_OF_SURE: i32 = 4128768;
export const MISS_CLASSES: i32 = 8;
/** The highest frequency of a base. */
export const MOST: i32 = 65533;
export const RATE_SHIFT: i32 = 6;
export const RUN_CLASSES: i32 = 8;
/** Classes of sure copies, by the binary digits of their run. */
export const SURE_CLASSES: i32 = 32;
/** Sets of weights of the mixer for a bit: without a copy, and by its misses and its run. */
export const COPY_SETS: i32 = 17;
