/** Constants of packages/models/src/contexts/context-config.ts, made by scripts/constants.mjs. */
/** Lowest order of which the contexts of a read begin with the read. */
export const LEAST_READ_ORDER: i32 = 6;
/** Highest order of which every lane has a table of its own: what it learns is true nearby only. */
export const LOCAL_ORDER: i32 = 2;
/** Context models up to this order keep 32-bit probabilities, because they learn slowly. */
export const WIDE_ORDER: i32 = 8;
