/**
 * Learning rates that start higher: `rate * (1 + boost * fade / (fade + bases))`.
 */
import * as history from './history/base-history';

/** Bases learned less bases known: what a snapshot had learned, less the prefix. */
let lead: i32 = 0;

/**
 * Starts the schedule of rates: call before the first base. `experience`: bases that the model's
 * snapshot has learned.
 */
export function startSchedule(experience: i32): void {
  lead = experience - history.length;
}

export function scheduled(rate: i32, boost: i32, fade: i32): i32 {
  return rate + <i32>((<i64>rate * boost * fade) / (<i64>fade + lead + history.length));
}
