/**
 * Learning rates that start higher. Arithmetic: docs/format/model.md, "Learning rates".
 */

/** Schedule of a rate, which falls to `rate * (1 + boost * fade / (fade + bases))`. */
export interface Schedule {
  readonly boost: number;
  /** Bases after which half of the boost is left. */
  readonly fade: number;
}

/** `rate` after `bases` bases, rounded down. */
export function scheduled(rate: number, { boost, fade }: Schedule, bases: number): number {
  return rate + Math.floor((rate * boost * fade) / (fade + bases));
}
