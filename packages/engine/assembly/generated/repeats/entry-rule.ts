/** Constants of packages/models/src/repeats/entry-rule.ts, made by scripts/constants.mjs. */
/** Bases compared when a copy enters. */
export const COMPARED: i32 = 32;
/** Fewest bases of a read that are compared for a copy to enter (20 instead: reads of deep coverage 2.4 % larger). */
export const LEAST_COMPARED: i32 = 14;
