/**
 * Learning rates that start higher: `rate * (1 + boost * fade / (fade + bases))`.
 */

/** Bases learned, with those of the snapshot. */
let learned: i64 = 0;

/** Says how many bases the model has learned, with those that its snapshot had. */
export function setLearned(bases: i64): void {
  learned = bases;
}

export function scheduled(rate: i32, boost: i32, fade: i32): i32 {
  return rate + <i32>((<i64>rate * boost * fade) / (<i64>fade + learned));
}
