/**
 * The match finder of `src/bytes/match-finder.ts`, which defines it.
 */
import { allocate } from '../memory';

const MIN_LENGTH: i32 = 5;
const MAX_FOUND_LENGTH: i32 = 32;
const HASH_BITS: usize = 16;

/** A finder is the address of four u32: bytes that agree so far, 0 without a match; the byte forecast; where it is; the table. */
export function newMatch(): usize {
  const match = allocate(16);
  store<usize>(match, allocate(4 << HASH_BITS), 12);
  return match;
}

// @ts-ignore: decorator
@inline
export function matchedBy(match: usize): i32 {
  return load<i32>(match);
}

/** The byte forecast; meaningless without a match. */
// @ts-ignore: decorator
@inline
export function forecastOf(match: usize): i32 {
  return load<i32>(match, 4);
}

/** Gives up the match. */
// @ts-ignore: decorator
@inline
export function dropMatch(match: usize): void {
  store<i32>(match, 0);
}

/** Takes note of the last of `length` bytes at `bytes`. */
export function nextMatch(match: usize, bytes: usize, length: i32): void {
  const position = load<i32>(match, 8);
  const isFollowed =
    load<i32>(match) > 0 && load<u8>(bytes + position) == load<u8>(bytes + length - 1);
  if (isFollowed) {
    store<i32>(match, load<i32>(match) + 1);
    store<i32>(match, position + 1, 8);
  } else {
    store<i32>(match, 0);
  }
  if (length < MIN_LENGTH) return;
  const slot = load<usize>(match, 12) + ((<usize>hashBefore(bytes, length)) << 2);
  if (!isFollowed) find(match, bytes, length, load<i32>(slot));
  store<i32>(slot, length);
  if (load<i32>(match) > 0) store<i32>(match, <i32>load<u8>(bytes + load<i32>(match, 8)), 4);
}

function find(match: usize, bytes: usize, length: i32, end: i32): void {
  let found = 0;
  while (
    found < MAX_FOUND_LENGTH &&
    found < end &&
    load<u8>(bytes + end - 1 - found) == load<u8>(bytes + length - 1 - found)
  ) {
    found++;
  }
  if (found < MIN_LENGTH) return;
  store<i32>(match, found);
  store<i32>(match, end, 8);
}

function hashBefore(bytes: usize, length: i32): i32 {
  let h = 0;
  for (let i = length - MIN_LENGTH; i < length; i++)
    h = (h ^ (<i32>load<u8>(bytes + i))) * 0x2f0b4c47 + 0x1234567;
  return ((h >>> 16) ^ h) & ((1 << (<i32>HASH_BITS)) - 1);
}
