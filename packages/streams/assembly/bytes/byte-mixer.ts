/**
 * Sets of weights of the model of bytes: five vectors each, for the inputs that stay in registers.
 */
import { allocate } from '../memory';
import { learnFour, oddsOf, weighed } from './weight-vectors';

/** Inputs of a set in memory: whole vectors, those of no input zero. */
const INPUTS: usize = 20;
export const SET_BYTES: usize = INPUTS * 4;

/** So many sets of weights that are all the same. */
export function newSets(sets: i32, weight: i32): usize {
  const size = <usize>sets * SET_BYTES;
  const table = allocate(size);
  for (let at: usize = 0; at < size; at += 4) store<i32>(table + at, weight);
  return table;
}

/** The sum of the inputs as a set of weights has it, in the domain of odds. */
// @ts-ignore: decorator
@inline
export function mix(set: usize, x0: v128, x1: v128, x2: v128, x3: v128, x4: v128): i32 {
  let sum = i32x4.add(weighed(x0, set, 0), weighed(x1, set, 16));
  sum = i32x4.add(sum, i32x4.add(weighed(x2, set, 32), weighed(x3, set, 48)));
  sum = i32x4.add(sum, weighed(x4, set, 64));
  return oddsOf(sum);
}

/** Moves the weights of a set to a smaller error. */
// @ts-ignore: decorator
@inline
export function learnWeights(
  set: usize,
  error: i32,
  x0: v128,
  x1: v128,
  x2: v128,
  x3: v128,
  x4: v128,
): void {
  const errors = i32x4.splat(error);
  learnFour(x0, set, errors);
  learnFour(x1, set + 16, errors);
  learnFour(x2, set + 32, errors);
  learnFour(x3, set + 48, errors);
  learnFour(x4, set + 64, errors);
}
