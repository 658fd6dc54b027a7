/**
 * Contexts of many bases: counts, and what pairs of them are worth. Defined by `BaseCounts` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { prefetch } from '../lane';
import { transfer } from '../snapshot';
import {
  COUNTS,
  HALVES,
  HIGH_ORDER,
  MOST,
  PAIRS,
  SECOND,
  SUMS,
} from '../generated/fast/base-counts';
import * as history from './fast-history';

const CONTEXTS: u64 = 1 << (2 * HIGH_ORDER);
/** Contexts that differ in their last two bases lie side by side. */
const TWO_BASES: u64 = 15;

let counts: usize = 0;
let worth: usize = 0;

export function initBaseCounts(): void {
  counts = allocate(<usize>CONTEXTS * 2);
  worth = allocate(<usize>PAIRS * 2);
  for (let i = 0; i < SECOND; i++) setWorth(i, i / SUMS, i % SUMS);
  for (let i = SECOND; i < PAIRS; i++) setWorth(i, ((i - SECOND) / COUNTS) % COUNTS, i % COUNTS);
}

function setWorth(pair: i32, first: i32, second: i32): void {
  const share = (65536 * (5 * second + 2)) / (5 * (first + second) + 4);
  store<u16>(worth + ((<usize>pair) << 1), <u16>share);
}

/** Address of the counts after the newest bases. */
// @ts-ignore: decorator
@inline
export function slot(): usize {
  return counts + ((<usize>(history.recent & (CONTEXTS - 1))) << 1);
}

/** Address of the counts of the other strand before the newest bases. */
// @ts-ignore: decorator
@inline
export function oppositeSlot(): usize {
  return counts + ((<usize>(history.reversed >> (64 - 2 * HIGH_ORDER))) << 1);
}

/** The base that the other strand has there. */
// @ts-ignore: decorator
@inline
export function oppositeBase(): u32 {
  return 3 - ((<u32>(history.recent >> (2 * HIGH_ORDER))) & 3);
}

/** Prefetches the counts that the base after the next one is foretold by, whatever the two are. */
// @ts-ignore: decorator
@inline
export function prefetchCounts(): void {
  prefetch(counts + ((<usize>((history.recent << 4) & (CONTEXTS - 1) & ~TWO_BASES)) << 1));
}

/** Address of what the counts in a slot are worth for the first bit. */
// @ts-ignore: decorator
@inline
export function firstWorth(slot: u32): usize {
  const ac = (slot & 15) + ((slot >> 4) & 15);
  const gt = ((slot >> 8) & 15) + (slot >> 12);
  return worth + ((<usize>(SUMS * ac + gt)) << 1);
}

/** Address of what they are worth for the second bit. */
// @ts-ignore: decorator
@inline
export function secondWorth(slot: u32, first: u32): usize {
  const pair = slot >> (8 * first);
  const number = SECOND + COUNTS * (COUNTS * first + (pair & 15)) + ((pair >> 4) & 15);
  return worth + ((<usize>number) << 1);
}

/** Counts a base at an address. */
// @ts-ignore: decorator
@inline
export function count(address: usize, base: u32): void {
  const shift = 4 * base;
  let slot = <u32>load<u16>(address);
  if (((slot >> shift) & 15) == MOST) slot = (slot >> 1) & HALVES;
  store<u16>(address, <u16>(slot + (1 << shift)));
}

export function transferBaseCounts(): void {
  transfer(counts, <usize>CONTEXTS * 2);
  transfer(worth, <usize>PAIRS * 2);
}
