/**
 * The contract between experts and whatever mixes them.
 */
import type { Base } from '@pmklc/core';

/**
 * One model that says how likely it finds each of the four bases, in logits.
 *
 * Experts share a `BaseHistory` that their owner keeps. Once per base: `predict`, then the owner
 * appends the base to the history, then `learn`.
 */
export interface Expert {
  /** Four logits in Q10, up to a constant that they share; filled by `predict`. */
  readonly logits: Int32Array;
  /** How much the last prediction rests on, 0..15: what a mixer may select weights by. */
  readonly confidence: number;
  /** Forecasts the next base. */
  predict(): void;
  /** Learns that it was `base`, which is now the newest of the history. */
  learn(base: Base): void;
}
