/**
 * Two earlier rows that agree with the one that is coded; `src/rows/followed-rows.ts` defines them.
 */
import { allocate } from '../memory';
import { hash } from '../bytes/hash';
import { byteAt, NONE, place, start } from './row-places';

const SEED_BYTES: i32 = 8;
const TABLE_BITS: i32 = 18;
const ABOVE_AGREED: i32 = 0xffff;
const BEST_AGREED: i32 = 0xfff;

let firstRow: i32 = NONE;
let secondRow: i32 = NONE;
export let firstAgreed: i32 = 0;
let secondAgreed: i32 = 0;
/** Bytes that the rows have in the place that is next. */
export let firstByte: i32 = 0;
export let secondByte: i32 = 0;
/** i32[2^18]: the row that had the last seed of a hash, XOR `NONE`, so that fresh memory holds none. */
let found: usize = 0;

export function initFollowedRows(): void {
  firstRow = secondRow = NONE;
  firstAgreed = secondAgreed = firstByte = secondByte = 0;
  found = allocate(4 << TABLE_BITS);
}

/** Takes note of the byte that came. */
// @ts-ignore: decorator
@inline
export function learnRows(byte: i32): void {
  if (firstRow != NONE) firstAgreed = (firstAgreed << 1) | i32(firstByte == byte);
  if (secondRow != NONE) secondAgreed = (secondAgreed << 1) | i32(secondByte == byte);
}

/** Begins a row: `above` is the start of the one before. */
export function beginRow(above: i32): void {
  secondRow = firstRow;
  secondAgreed = firstRow == NONE ? 0 : BEST_AGREED;
  firstRow = above;
  firstAgreed = ABOVE_AGREED;
}

/** Looks for better rows, and at what they have, for the byte after `length` bytes at `history`. */
export function nextFollowed(history: usize, length: i32, column: i32): void {
  if (place >= SEED_BYTES && length >= SEED_BYTES) search(history, length, column);
  if (popcnt(secondAgreed) > popcnt(firstAgreed)) {
    const row = firstRow,
      agreed = firstAgreed;
    firstRow = secondRow;
    firstAgreed = secondAgreed;
    secondRow = row;
    secondAgreed = agreed;
  }
  firstByte = byteAt(history, firstRow);
  secondByte = byteAt(history, secondRow);
}

// @ts-ignore: decorator
@inline
function search(history: usize, length: i32, column: i32): void {
  let seed = column;
  for (let i = length - SEED_BYTES; i < length; i++)
    seed = (seed ^ (<i32>load<u8>(history + i))) * 0x2f0b4c47 + 0x1234567;
  const slot = found + ((<usize>((<u32>hash(seed, 0)) >> (32 - TABLE_BITS))) << 2);
  const row = load<i32>(slot) ^ NONE;
  store<i32>(slot, start ^ NONE);
  if (firstAgreed == -1 || row >= start || row == firstRow || row == secondRow) return;
  const candidate = agreement(history, length, row);
  if (popcnt(secondAgreed) <= popcnt(firstAgreed)) {
    if (popcnt(candidate) <= popcnt(secondAgreed)) return;
    secondRow = row;
    secondAgreed = candidate;
  } else {
    if (popcnt(candidate) <= popcnt(firstAgreed)) return;
    firstRow = row;
    firstAgreed = candidate;
  }
}

function agreement(history: usize, length: i32, row: i32): i32 {
  let agreed = 0;
  for (let back = min(32, place); back > 0; back--) {
    const at = row + place - back;
    const isSame = at >= 0 && load<u8>(history + at) == load<u8>(history + length - back);
    agreed = (agreed << 1) | i32(isSame);
  }
  return agreed;
}
