/**
 * The contract between models, mixers and coders.
 */
import type { Base, Frequencies } from './base.ts';

/**
 * One model: forecasts the next base, then learns what it was.
 *
 * Called in strict alternation, once per base, in the same order when coding and
 * decoding. `predict` may read only what past `update` calls determined.
 */
export interface Predictor {
  /** Fills `out`: four frequencies >= 1 summing to `1 << FREQ_BITS`. Allocates nothing. */
  predict(out: Frequencies): void;
  /** Learns that the base just predicted was `base`. */
  update(base: Base): void;
}
