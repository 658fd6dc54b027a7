/** Constants of packages/models/src/networks/output-layer.ts, made by scripts/constants.mjs. */
/** Factor of a random 16-bit number that makes a first weight: up to 0.15. */
export const FIRST_SCALE: i32 = 77;
/** Weights stay in [-4, 4], less what does not fit a view: |master| <= LIMIT, Q24. */
export const LIMIT: i32 = 67104768;
export const LONGEST_DISTANCE: i32 = 32767;
