/**
 * Comparison of the newest bases with another place in the history, on either strand.
 */
import * as history from './base-history';

/** The 32 newest bases against the 32 before `position`: one bit a mismatch, the newest highest. */
export function mismatchesBefore(position: i32): u32 {
  const there = history.bases + position;
  const here = history.bases + history.here().length;
  const newer = mismatches(v128.load(there - 16), v128.load(here - 16));
  const older = mismatches(v128.load(there - 32), v128.load(here - 32));
  return (newer << 16) | older;
}

/** Mismatches against the complements of the 32 bases from `position` on, read backwards. */
export function mismatchesFrom(position: i32): u32 {
  const there = history.bases + position;
  const here = history.bases + history.here().length;
  const newer = mismatches(opposite(v128.load(there)), v128.load(here - 16));
  const older = mismatches(opposite(v128.load(there, 16)), v128.load(here - 32));
  return (newer << 16) | older;
}

// @ts-ignore: decorator
@inline
function mismatches(a: v128, b: v128): u32 {
  return i8x16.bitmask(i8x16.ne(a, b));
}

/** 16 bases reversed and complemented. */
// @ts-ignore: decorator
@inline
export function opposite(bases: v128): v128 {
  const reversed = i8x16.shuffle(
    bases,
    bases,
    15,
    14,
    13,
    12,
    11,
    10,
    9,
    8,
    7,
    6,
    5,
    4,
    3,
    2,
    1,
    0,
  );
  return v128.xor(reversed, i8x16.splat(3));
}
