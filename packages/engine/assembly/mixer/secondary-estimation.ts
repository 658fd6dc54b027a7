/**
 * Secondary symbol estimation: what a prediction turned out to be worth, by the last four bases.
 * Defined by `SecondaryEstimation` in `@pmklc/mixer`.
 *
 * A cell for every half of ln p in [-16, 0], for each context and base, interpolated.
 */
import { lane, roomInLane } from '../lane';
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import { isOwn } from '../threads';
import { expNegative, ln16 } from '../fixed-point';
import { BASES_CONTEXTS } from '../generated/dynamic/mixing-config';
import { CELLS } from '../generated/mixer/secondary-estimation';

const TABLE_BYTES: usize = <usize>BASES_CONTEXTS * 4 * <usize>CELLS * 2;
/** Cells learn at 1/512: at 1/128, what they gain on HePy they lose on cacao. */
const RATE_SHIFT: i32 = 9;

let table: usize = 0;
/** Offset in a lane of, per base, the address of the lower cell in use, the weight of the upper one, 0..512, and what the cells say; and the context. */
let room: usize = 0;
const SLOTS: usize = 0;
const WEIGHTS: usize = 16;
const REFINED: usize = 32;
const CONTEXT: usize = 48;
const ROOM_BYTES: usize = 52;

export function initSecondary(): void {
  table = allocate(TABLE_BYTES);
  room = roomInLane(ROOM_BYTES);
  for (let cell = 0; cell < BASES_CONTEXTS * 4 * CELLS; cell++) {
    const distance = 32 - (cell % CELLS);
    store<u16>(table + (cell << 1), <u16>expNegative(distance << 9));
  }
}

/** Replaces four frequencies (u32, sum 2^16) by the mean of themselves and what such ones were worth. */
export function refine(frequencies: usize, context: u32): void {
  const here = lane() + room;
  store<u32>(here, context, CONTEXT);
  let sum: u32 = 0;
  for (let base: u32 = 0; base < 4; base++) {
    const x = <u32>(ln16(min(load<u32>(frequencies + (base << 2)), 65535)) + (16 << 10));
    const cell = min(x >> 9, <u32>CELLS - 2);
    const weight = x - (cell << 9);
    const slot = table + (((context * 4 + base) * <u32>CELLS + cell) << 1);
    const p = 1 + ((<u32>load<u16>(slot) * (512 - weight) + <u32>load<u16>(slot, 2) * weight) >> 9);
    store<u32>(here + (base << 2), slot, SLOTS);
    store<u32>(here + (base << 2), weight, WEIGHTS);
    store<u32>(here + (base << 2), p, REFINED);
    sum += p;
  }
  const scale = <u32>0x80000000 / sum;
  let rest: u32 = 65536;
  let likeliest = frequencies;
  for (let at: usize = 0; at < 16; at += 4) {
    const p = (load<u32>(here + at, REFINED) * scale) >> 15;
    const mean = max((load<u32>(frequencies + at) + p) >> 1, 1);
    store<u32>(frequencies + at, mean);
    rest -= mean;
    if (mean > load<u32>(likeliest)) likeliest = frequencies + at;
  }
  store<u32>(likeliest, load<u32>(likeliest) + rest);
}

/** Learns the base that came, if the context's cells are this thread's own. */
export function learnSecondary(base: u32): void {
  const here = lane() + room;
  if (!isOwn(load<u32>(here, CONTEXT))) return;
  for (let symbol: u32 = 0; symbol < 4; symbol++) {
    const slot = <usize>load<u32>(here + (symbol << 2), SLOTS);
    const weight = load<i32>(here + (symbol << 2), WEIGHTS);
    const target = symbol == base ? 65535 : 0;
    learnCell(slot, target, 512 - weight);
    learnCell(slot + 2, target, weight);
  }
}

// @ts-ignore: decorator
@inline
function learnCell(cell: usize, target: i32, weight: i32): void {
  const p = <i32>load<u16>(cell);
  const half = 1 << (8 + RATE_SHIFT);
  store<u16>(cell, <u16>(p + (((target - p) * weight + half) >> (9 + RATE_SHIFT))));
}

export function transferSecondary(): void {
  transfer(table, TABLE_BYTES);
}
