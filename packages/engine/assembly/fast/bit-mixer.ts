/**
 * Mixes what is thought of a bit. Defined by `BitMixer` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import {
  CONSTANT,
  FIRST_WEIGHT,
  INPUTS,
  RATE_SHIFT,
  WEIGHT_LIMIT,
} from '../generated/fast/bit-mixer';
import { squash } from './logistic';

const SET_SHIFT: usize = 4;
const ROUND: i32 = 1 << (RATE_SHIFT - 1);

let weights: usize = 0;
let count: i32 = 0;

export function initMixer(sets: i32): void {
  count = INPUTS * sets;
  weights = allocate((<usize>count) << 2);
  for (let i = 0; i < count; i++) {
    store<i32>(weights + ((<usize>i) << 2), i % INPUTS == INPUTS - 1 ? 0 : FIRST_WEIGHT);
  }
}

/** Address of a set of weights. */
// @ts-ignore: decorator
@inline
export function setAt(set: u32): usize {
  return weights + ((<usize>set) << SET_SHIFT);
}

/** How likely a bit is 1, of 65536, with a set of weights. */
// @ts-ignore: decorator
@inline
export function mix(set: usize, inputs: v128): i32 {
  const products = i32x4.mul(v128.load(set), inputs);
  const halves = i32x4.add(
    products,
    i8x16.shuffle(products, products, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
  );
  return squash((i32x4.extract_lane(halves, 0) + i32x4.extract_lane(halves, 1)) >> 16);
}

/** Opinions as the mixer takes them. */
// @ts-ignore: decorator
@inline
export function inputsOf(low: i32, high: i32, copy: i32): v128 {
  return i32x4.replace_lane(
    i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(CONSTANT), 0, low), 1, high),
    2,
    copy,
  );
}

/** Moves a set of weights. `error`: target less probability, Q16. */
// @ts-ignore: decorator
@inline
export function learnSet(set: usize, inputs: v128, error: i32): void {
  const steps = i32x4.shr_s(
    i32x4.add(i32x4.mul(inputs, i32x4.splat(error)), i32x4.splat(ROUND)),
    RATE_SHIFT,
  );
  const moved = i32x4.add(v128.load(set), steps);
  const bounded = i32x4.max_s(
    i32x4.min_s(moved, i32x4.splat(WEIGHT_LIMIT)),
    i32x4.splat(-WEIGHT_LIMIT),
  );
  v128.store(set, bounded);
}

export function transferMixer(): void {
  transfer(weights, (<usize>count) << 2);
}
