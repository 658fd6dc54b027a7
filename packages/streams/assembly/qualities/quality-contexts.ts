/**
 * Contexts for a quality; `src/qualities/quality-contexts.ts` defines them.
 */
import { hash } from '../bytes/hash';

const MAX_PLACE: i32 = 1023;
const MAX_CHANGE: i32 = 255;
const MATE: i32 = 16;

/** The last quality of the line, and how many it has, at most MAX_PLACE. */
export let last: i32 = 0;
export let place: i32 = 0;
/** Mate that the line is of, 0 or 1. */
export let mate: i32 = 0;
/** Hashes of the contexts, i32 each: the first four, then three. */
export let low: v128 = i64x2.splat(0);
export let high: v128 = i64x2.splat(0);
let second: i32 = 0;
let third: i32 = 0;
let fourth: i32 = 0;
let change: i32 = 0;
let sum: i64 = 0;
let count: u32 = 0;

export function beginLine(lineMate: i32): void {
  mate = lineMate;
  last = second = third = fourth = place = change = 0;
  sum = 0;
  count = 0;
}

// @ts-ignore: decorator
@inline
export function pushQuality(rank: i32): void {
  if (count > 0) change = min(change + abs(rank - last), MAX_CHANGE);
  sum += rank;
  count++;
  place = <i32>min<u32>(count, MAX_PLACE);
  fourth = third;
  third = second;
  second = last;
  last = rank;
}

/** Fills the hashes for the next quality. */
// @ts-ignore: decorator
@inline
export function nextQuality(): void {
  const two = second << 8;
  const mean = (count > 0 ? <i32>(sum / count) : 0) << 8;
  const recent = last | two | (max(third, fourth) << 16);
  low = i32x4(
    hash(last, 1),
    hash(last | two, 2),
    hash(last | mean | ((change >> 3) << 16), 3),
    hash(last | (min(change, 127) << 8), 4),
  );
  high = i32x4(
    hash(last | (place << 8), 5 + MATE * mate),
    hash(hash(recent | ((change >> 4) << 24), 6), place >> 4),
    hash(last | mean | ((place >> 3) << 16), 7 + MATE * mate),
    0,
  );
}
