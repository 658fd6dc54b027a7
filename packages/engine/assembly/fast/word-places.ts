/**
 * Places of words. Defined by `WordPlaces` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { SAMPLE_BITS, WORD } from '../generated/fast/word-places';
import * as history from './fast-history';

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const MASK: u64 = (1 << (2 * WORD)) - 1;
const SAMPLE: u32 = (1 << SAMPLE_BITS) - 1;

let places: usize = 0;
/** Shift of a hash to the number of an entry. */
let shift: u32 = 0;

export function initPlaces(placeBits: i32): void {
  shift = 64 - placeBits;
  places = allocate((<usize>4) << placeBits);
}

/** Hash of the newest word. */
// @ts-ignore: decorator
@inline
export function hashOfRecent(): u64 {
  return (history.recent & MASK) * MULTIPLIER;
}

/** Hash of its reverse complement. */
// @ts-ignore: decorator
@inline
export function hashOfReversed(): u64 {
  return (history.reversed >> (64 - 2 * WORD)) * MULTIPLIER;
}

/** Whether a word of this hash is remembered. */
// @ts-ignore: decorator
@inline
export function isSampled(hash: u64): bool {
  return ((<u32>(hash >> (shift - SAMPLE_BITS))) & SAMPLE) == 0;
}

/** Address of the place of such a word. */
// @ts-ignore: decorator
@inline
export function entryOf(hash: u64): usize {
  return places + ((<usize>(hash >> shift)) << 2);
}
