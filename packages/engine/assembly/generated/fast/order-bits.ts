/** Constants of packages/models/src/fast/order-bits.ts, made by scripts/constants.mjs. */
/** A probability moves by 1/512 of the way: there are few contexts, which are all seen often. */
export const RATE_SHIFT: i32 = 9;
export const HALF: i32 = 32768;
/** Bases of a context. */
export const LOW_ORDER: i32 = 4;
/** Probabilities of a context: of the first bit, then of the second one after 0 and after 1; the fourth is not in use. */
export const NODES: i32 = 4;
