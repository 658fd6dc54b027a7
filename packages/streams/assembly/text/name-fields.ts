/**
 * Fields of names; `src/text/name-fields.ts` defines them.
 */
import { allocate } from '../memory';

const LF: i32 = 10;
const ZERO: u8 = 0x30;
const NINE: u8 = 0x39;
const MAX_DIGITS: usize = 9;
const TOO_LARGE: i64 = 1000000000;
export const LAST_FIELD: i32 = 255;
/** Result of `stepTo` for fields that differ in more than a number. */
export const NO_STEP: i64 = i64.MIN_VALUE;

/** Room for nine digits; the last `digitBytes` of it are those that `countOn` made. */
export let digits: usize = 0;
export let digitBytes: usize = 0;
/** Bytes of the field above before its number. */
export let ownBytes: usize = 0;

/** Makes room; once for all streams. */
export function initFields(): void {
  digits = allocate(MAX_DIGITS);
}

/** Whether `byte` is the last of field number `field`. */
// @ts-ignore: decorator
@inline
export function endsField(byte: i32, field: i32): bool {
  return field < LAST_FIELD ? !isWordByte(byte) : byte == LF;
}

// @ts-ignore: decorator
@inline
function isWordByte(byte: i32): bool {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

/** Start of the number that `[start, end)` ends with; `end` if it ends with none. */
function numberStart(start: usize, end: usize): usize {
  let at = end;
  while (
    at > start &&
    end - at < MAX_DIGITS &&
    load<u8>(at - 1) >= ZERO &&
    load<u8>(at - 1) <= NINE
  )
    at--;
  return at;
}

function numberIn(start: usize, end: usize): i64 {
  let number: i64 = 0;
  for (let at = start; at < end; at++) number = 10 * number + load<u8>(at) - ZERO;
  return number;
}

/** Adds `step` to the number before the last byte of the field `[start, end)`. Returns false if there is none, or the sum is too large. */
export function countOn(start: usize, end: usize, step: i64): bool {
  const first = numberStart(start, end - 1);
  let sum = numberIn(first, end - 1) + step;
  if (first == end - 1 || sum >= TOO_LARGE) return false;
  const least: usize = load<u8>(first) == ZERO ? end - 1 - first : 1;
  ownBytes = first - start;
  digitBytes = 0;
  // The last digit first, at the end of the room.
  while (digitBytes < least || sum > 0) {
    store<u8>(digits + MAX_DIGITS - ++digitBytes, <u8>(sum % 10) + ZERO);
    sum /= 10;
  }
  return true;
}

/** Address of the first digit that `countOn` made. */
export function firstDigit(): usize {
  return digits + MAX_DIGITS - digitBytes;
}

/** Step from the number of the field `[start, end)` to that of `[from, to)`, if they differ in nothing else; else NO_STEP. */
export function stepTo(start: usize, end: usize, from: usize, to: usize): i64 {
  const first = numberStart(start, end - 1);
  const own = from + (first - start);
  if (first == end - 1 || own >= to - 1 || to - 1 - own > MAX_DIGITS) return NO_STEP;
  if (numberStart(own, to - 1) > own) return NO_STEP;
  if (memory.compare(start, from, first - start) != 0 || load<u8>(end - 1) != load<u8>(to - 1))
    return NO_STEP;
  const step = numberIn(own, to - 1) - numberIn(first, end - 1);
  if (!countOn(start, end, step) || digitBytes != to - 1 - own) return NO_STEP;
  return memory.compare(firstDigit(), own, digitBytes) == 0 ? step : NO_STEP;
}
