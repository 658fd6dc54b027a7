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

/**
 * One model of several lanes, which advance together: in each step it forecasts the next base of every lane from what it knew before
 * the step, then learns them all.
 *
 * Called in strict alternation: `predictLane` once for each lane of a step, in ascending order, then `learnStep`.
 */
export interface LanePredictor {
  /** Fills `out`, as `Predictor.predict` does, with the frequencies of a lane's next base. */
  predictLane(lane: number, out: Frequencies): void;
  /** Learns the bases of a step, those of the lanes just forecast, one a byte. The array may change after the call. */
  learnStep(bases: Uint8Array): void;
}
