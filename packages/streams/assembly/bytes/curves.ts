/**
 * Curves that correct probabilities: for each of 33 log-odds what such a forecast was worth.
 *
 * Entries are stored XOR the logistic function, so that fresh memory holds curves that correct nothing.
 */
import { allocate } from '../memory';
import { squash } from './logistic';

const KNOTS: usize = 33;
const RATE: i32 = 7;

/** The knots of the last forecast. */
let used: usize = 0;
let first: i32 = 0;
let lower: i32 = 0;
let upper: i32 = 0;

export function newCurves(count: usize): usize {
  return allocate(count * KNOTS * 2);
}

/** Probability that a knot stands for at first. */
// @ts-ignore: decorator
@inline
function initial(knot: i32): i32 {
  return squash(min((knot << 7) - 2048, 2047));
}

/** Corrected probability for log-odds, in 1/65536, by number `curve` of some curves. */
// @ts-ignore: decorator
@inline
export function refine(curves: usize, curve: usize, odds: i32): i32 {
  const place = odds + 2048;
  const knot = place >> 7,
    rest = place & 127;
  used = curves + ((curve * KNOTS + knot) << 1);
  first = knot;
  lower = (<i32>load<u16>(used)) ^ initial(knot);
  upper = (<i32>load<u16>(used, 2)) ^ initial(knot + 1);
  return (lower * (128 - rest) + upper * rest) >> 7;
}

/** Moves the knots of the last forecast towards `target`. */
// @ts-ignore: decorator
@inline
export function learnCurve(target: i32): void {
  store<u16>(used, <u16>((lower + ((target - lower) >> RATE)) ^ initial(first)));
  store<u16>(used, <u16>((upper + ((target - upper) >> RATE)) ^ initial(first + 1)), 2);
}
