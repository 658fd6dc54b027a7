/** Constants of packages/mixer/src/gated-mixer.ts, made by scripts/constants.mjs. */
export const CONFIDENCES: i32 = 16;
/** The sum of an expert's weights stays under 4, Q11. */
export const SUM_LIMIT: i32 = 8191;
/** A weight stays in [-4, 4], Q20. */
export const WEIGHT_LIMIT: i32 = 4194304;
