/**
 * Order-k contexts: three adaptive probabilities (the fourth is the rest) and a visit count each,
 * learned from one strand or both. Defined by `ContextModel` and `ContextState` in `@pmklc/models`.
 *
 * A slot holds four numbers: A, C, G and the count. Probabilities are stored minus 1/4, so that
 * zeroed memory is the uniform distribution. Orders up to 8 have 32 bits for each (Q22), because
 * their learning rates are too small for 16 bits (Q15).
 */
import { firstLane, lane, prefetch, roomInLane, useLane } from '../lane';
import { allocate } from '../memory';
import * as history from '../history/base-history';
import { hasReads, known } from '../history/read-place';
import { ln12 } from '../fixed-point';
import { writeLogits } from '../dynamic/write-logits';
import { transfer } from '../snapshot';
import { isOwn } from '../threads';
import { LEAST_READ_ORDER, LOCAL_ORDER, WIDE_ORDER } from '../generated/contexts/context-config';
import {
  COUNT_LIMIT,
  MAX_CONFIDENCE,
  NARROW_HIT,
  NARROW_QUARTER,
  WIDE_HIT,
  WIDE_QUARTER,
} from '../generated/contexts/context-state';

/** Cells of a cache line have one owner. */
const LINE_SHIFT: u32 = 6;


@unmanaged
export class ContextModel {
  order: i32;
  /** Whether every lane has a table of its own: what it learns is true nearby only. */
  isLocal: bool;
  /** The table of all lanes. */
  table: usize;
  /** i32[COUNT_LIMIT + 1]: learning rate after so many visits, Q15. */
  rates: usize;
  /** Offset in a lane of the address of the slot in use; its own table is behind. */
  room: usize;
}

/** Bytes before a lane's own table. */
const SLOT_ROOM: usize = 16;

function tableBytes(order: i32): usize {
  return (order <= WIDE_ORDER ? <usize>16 : <usize>8) << (2 * order);
}

// @ts-ignore: decorator
@inline
function tableOf(self: ContextModel): usize {
  return self.isLocal ? lane() + self.room + SLOT_ROOM : self.table;
}

/** `window`: visits after which the learning rate stays 1 / window. */
export function newContextModel(order: i32, window: i32): ContextModel {
  const self = changetype<ContextModel>(allocate(offsetof<ContextModel>()));
  self.order = order;
  self.isLocal = order <= LOCAL_ORDER;
  if (self.isLocal) self.room = roomInLane(SLOT_ROOM + tableBytes(order));
  else {
    self.room = roomInLane(SLOT_ROOM);
    self.table = allocate(tableBytes(order));
  }
  self.rates = allocate((COUNT_LIMIT + 1) << 2);
  for (let n = 0; n <= COUNT_LIMIT; n++) {
    const rate = n == COUNT_LIMIT ? 0 : 65536 / (2 * n + 4);
    store<i32>(self.rates + (n << 2), max(rate, 32768 / window));
  }
  return self;
}

/** The last bases; of a read that has fewer, its own, behind others that tell their number. */
// @ts-ignore: decorator
@inline
function contextOf(order: i32): u32 {
  const kmer = <u32>history.kmer(order);
  if (!hasReads() || order < LEAST_READ_ORDER || known() >= order) return kmer;
  const own = known();
  const mask = ((<u32>1) << (2 * own)) - 1;
  const filled = (<u32>(own & 3) * 0x55555555) & (((<u32>1) << (2 * order)) - 1);
  return (kmer & mask) | (filled & ~mask);
}

/** Prefetches what the newest base leads to, on both strands. */
export function prefetchContext(self: ContextModel): void {
  const order = self.order;
  const slotBits: u32 = order <= WIDE_ORDER ? 4 : 3;
  if (self.isLocal) return;
  prefetch(self.table + ((<usize>contextOf(order)) << slotBits));
  prefetch(self.table + ((<usize>history.reversedKmer(order)) << slotBits));
}

/** Writes the opinion; returns the confidence: visits of the context in use, at most 15. */
export function predictContext(self: ContextModel, inputs: usize, plane: usize): i32 {
  let a: i32, c: i32, g: i32, count: i32;
  if (self.order <= WIDE_ORDER) {
    const slot = tableOf(self) + ((<usize>contextOf(self.order)) << 4);
    store<usize>(lane() + self.room, slot);
    a = (load<i32>(slot) + WIDE_QUARTER) >> 10;
    c = (load<i32>(slot, 4) + WIDE_QUARTER) >> 10;
    g = (load<i32>(slot, 8) + WIDE_QUARTER) >> 10;
    count = load<i32>(slot, 12);
  } else {
    const slot = self.table + ((<usize>contextOf(self.order)) << 3);
    store<usize>(lane() + self.room, slot);
    a = (load<i16>(slot) + NARROW_QUARTER) >> 3;
    c = (load<i16>(slot, 2) + NARROW_QUARTER) >> 3;
    g = (load<i16>(slot, 4) + NARROW_QUARTER) >> 3;
    count = load<i16>(slot, 6);
  }
  const la = ln12(a),
    lc = ln12(c),
    lg = ln12(g),
    lt = ln12(max(4095 - a - c - g, 0));
  writeLogits(la, lc, lg, lt, inputs, plane);
  return min(count, MAX_CONFIDENCE);
}

// @ts-ignore: decorator
@inline
function learnWide(slot: usize, base: u32, rates: usize): void {
  const p = v128.load(slot);
  const count = i32x4.extract_lane(p, 3);
  const hit = v128.and(i32x4.eq(i32x4.splat(base), i32x4(0, 1, 2, 9)), i32x4.splat(WIDE_HIT));
  const gap = i32x4.sub(i32x4.sub(hit, i32x4.splat(WIDE_QUARTER)), p);
  const rate = i32x4.splat(load<i32>(rates + (count << 2)));
  const step = i32x4.shr_s(i32x4.mul(i32x4.shr_s(gap, 7), rate), 8);
  // Both shifts round down: at a high rate a step could go just below probability 0.
  const moved = i32x4.max_s(i32x4.add(p, step), i32x4.splat(-WIDE_QUARTER));
  v128.store(slot, i32x4.replace_lane(moved, 3, min(count + 1, COUNT_LIMIT)));
}

// @ts-ignore: decorator
@inline
function learnNarrow(slot: usize, base: u32, rates: usize): void {
  const p = v128.load64_zero(slot);
  const count = <i32>i16x8.extract_lane_s(p, 3);
  const hit = v128.and(
    i16x8.eq(i16x8.splat(<i16>base), i16x8(0, 1, 2, 9, 9, 9, 9, 9)),
    i16x8.splat(<i16>NARROW_HIT),
  );
  const gap = i16x8.sub(i16x8.sub(hit, i16x8.splat(<i16>NARROW_QUARTER)), p);
  const step = i16x8.q15mulr_sat_s(gap, i16x8.splat(<i16>load<i32>(rates + (count << 2))));
  v128.store64_lane(
    slot,
    i16x8.replace_lane(i16x8.add(p, step), 3, <i16>min(count + 1, COUNT_LIMIT)),
    0,
  );
}

/** Learns the newest base, and from the other strand the complement of the base `order` before it. */
export function learnContext(self: ContextModel, base: u32, inverted: bool): void {
  const order = self.order;
  const wide = order <= WIDE_ORDER;
  const rates = self.rates;
  const slot = load<usize>(lane() + self.room);
  if (self.isLocal || isOwn((<u32>slot) >> LINE_SHIFT)) {
    if (wide) learnWide(slot, base, rates);
    else learnNarrow(slot, base, rates);
  }
  if (!inverted) return;
  const before = 3 - history.baseBefore(order);
  const there = tableOf(self) + ((<usize>history.reversedKmer(order)) << (wide ? 4 : 3));
  if (!self.isLocal && !isOwn((<u32>there) >> LINE_SHIFT)) return;
  if (wide) learnWide(there, before, rates);
  else learnNarrow(there, before, rates);
}

/** Names the region: of what lanes have of their own, the first one's. */
export function transferContext(self: ContextModel): void {
  useLane(0);
  transfer(tableOf(self), tableBytes(self.order));
}

/** Copies what the first lane has of its own to the one in use. */
export function shareContext(self: ContextModel): void {
  if (!self.isLocal) return;
  memory.copy(tableOf(self), firstLane + self.room + SLOT_ROOM, tableBytes(self.order));
}
