/**
 * The logistic function and its inverse, as `logisticTables` of `@pmklc/core` has them, which the host copies in.
 */
import { allocate } from '../memory';

const MAX_STRETCH: i32 = 2047;
const ENTRIES: usize = 4096;

/** u16[4096]: probability of log-odds x at index x + 2048. */
export let squashes: usize = 0;
/** i16[4096]: log-odds of probability p at index p >> 4. */
export let stretches: usize = 0;

export function initLogistic(): void {
  squashes = allocate(ENTRIES * 2);
  stretches = allocate(ENTRIES * 2);
}

/** Probability, of 65536, of log-odds, which are clamped. */
// @ts-ignore: decorator
@inline
export function squash(odds: i32): i32 {
  const clamped = min(max(odds, -MAX_STRETCH), MAX_STRETCH);
  return <i32>load<u16>(squashes + ((<usize>(clamped + 2048)) << 1));
}

/** Log-odds of a probability of 65536. */
// @ts-ignore: decorator
@inline
export function stretch(probability: u32): i32 {
  return <i32>load<i16>(stretches + ((<usize>(probability >> 4)) << 1));
}

/** Moves a probability at an address towards a bit. */
// @ts-ignore: decorator
@inline
export function learnAt(address: usize, bit: u32, shift: i32): void {
  const p = <i32>load<u16>(address);
  const up = (65535 - p) >> shift;
  const down = -(p >> shift);
  store<u16>(address, <u16>(p + (bit != 0 ? up : down)));
}
