/** Constants of packages/mixer/src/secondary-estimation.ts, made by scripts/constants.mjs. */
export const CELLS: i32 = 33;
