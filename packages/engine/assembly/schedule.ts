/**
 * Learning rates that start higher: `rate * (1 + boost * fade / (fade + bases))`.
 */
import * as history from './history';

export function scheduled(rate: i32, boost: i32, fade: i32): i32 {
  return rate + <i32>((<i64>rate * boost * fade) / (<i64>fade + history.length));
}
