/** Constants of packages/models/src/contexts/context-config.ts, made by scripts/constants.mjs. */
/** Context models up to this order keep 32-bit probabilities, because they learn slowly. */
export const WIDE_ORDER: i32 = 8;
