/**
 * The alphabet and the scale that every model and coder shares.
 */

/** One base: 0 = A, 1 = C, 2 = G, 3 = T. The complement of `base` is `3 - base`. */
export type Base = 0 | 1 | 2 | 3;

/** Frequencies of the four bases sum to `1 << FREQ_BITS`. */
export const FREQ_BITS = 16;

/** Four frequencies, indexed by {@link Base}, each >= 1, summing to `1 << FREQ_BITS`. */
export type Frequencies = Uint32Array;
