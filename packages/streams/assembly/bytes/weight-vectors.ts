/**
 * Weights by fours, as the mixers of bytes and of amino acids use them: their share of a sum, and how they learn.
 */
import { clampStretch } from './logistic';

const MAX_WEIGHT: i32 = 8 * 65536;
const LEARNING_SHIFT: i32 = 18;

/** Four inputs times their weights. */
// @ts-ignore: decorator
@inline
export function weighed(x: v128, set: usize, offset: usize): v128 {
  return i32x4.shr_s(i32x4.mul(x, v128.load(set + offset)), 4);
}

/** The sum of four weighed inputs, in the domain of odds. */
// @ts-ignore: decorator
@inline
export function oddsOf(sum: v128): i32 {
  const pairs = i32x4.add(sum, i32x4.shuffle(sum, sum, 2, 3, 0, 1));
  return clampStretch((i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)) >> 12);
}

/** Moves four weights to a smaller error. */
// @ts-ignore: decorator
@inline
export function learnFour(x: v128, at: usize, errors: v128): void {
  const product = i32x4.add(i32x4.mul(x, errors), i32x4.splat(1 << (LEARNING_SHIFT - 1)));
  const weights = i32x4.add(v128.load(at), i32x4.shr_s(product, LEARNING_SHIFT));
  v128.store(
    at,
    i32x4.max_s(i32x4.min_s(weights, i32x4.splat(MAX_WEIGHT)), i32x4.splat(-MAX_WEIGHT)),
  );
}
