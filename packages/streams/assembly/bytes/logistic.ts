/**
 * The logistic function and its inverse; `@pmklc/core` defines them.
 */
import { allocate } from '../memory';

export const MAX_STRETCH: i32 = 2047;
const KNOT_BITS: i32 = 7;
const KNOTS: StaticArray<i32> = [
  22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768,
  40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476,
  65500, 65514,
];

/** u16[4096]: probability of log-odds x at index x + 2048. */
let squashes: usize = 0;
/** i16[4096]: log-odds of probability p at index p >> 4. */
let stretches: usize = 0;

export function initLogistic(): void {
  squashes = allocate(8192);
  stretches = allocate(8192);
  for (let i = 0; i < 4096; i++) {
    const knot = i >> KNOT_BITS;
    const rest = i & 127;
    const value = (KNOTS[knot] * (128 - rest) + KNOTS[knot + 1] * rest + 64) >> KNOT_BITS;
    store<u16>(squashes + ((<usize>i) << 1), <u16>value);
  }
  for (let i = 0; i < 4096; i++) store<i16>(stretches + ((<usize>i) << 1), <i16>MAX_STRETCH);
  for (let x = -MAX_STRETCH, from = 0; x <= MAX_STRETCH; x++) {
    const to = (squash(x) + 8) >> 4;
    for (; from < to; from++) store<i16>(stretches + ((<usize>from) << 1), <i16>x);
  }
}

// @ts-ignore: decorator
@inline
export function squash(odds: i32): i32 {
  return <i32>load<u16>(squashes + ((<usize>(odds + 2048)) << 1));
}

/** Log-odds of a probability in 1/4096. */
// @ts-ignore: decorator
@inline
export function stretch(probability: i32): i32 {
  return <i32>load<i16>(stretches + ((<usize>probability) << 1));
}

// @ts-ignore: decorator
@inline
export function clampStretch(odds: i32): i32 {
  return min(max(odds, -MAX_STRETCH), MAX_STRETCH);
}
