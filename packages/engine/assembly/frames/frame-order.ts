/**
 * The contexts of one order of the frame model: what every state foretells in each. Defined by `FrameTables` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import { prefetch, roomInLane } from '../lane';
import { Random } from '../random';
import { transfer } from '../snapshot';
import {
  EVIDENCE_BITS,
  LEAST,
  MOST_EVIDENCE,
  NOISE,
  PRIOR_VISITS,
  QUARTER,
} from '../generated/frames/frame-tables';

/** The contexts of one order. */
@unmanaged
export class FrameOrder {
  k: i32;
  /** i32[context][state][base], Q22. */
  probabilities: usize;
  /** u16[context][state]: visits, Q7. */
  evidence: usize;
  /** Offset in a lane of the number of the context that predicted. */
  room: usize;
  /** u8[state]: the one in which the other strand has the base `k` before. */
  opposite: usize;
}

const ORDER_BYTES: usize = 20;
const CACHE_LINE: usize = 64;
const MAX_ORDERS: usize = 3;
/** Four kinds of genes and of what is between them. */
export const MAX_STATES: usize = 28;

let orders: usize = 0;
let genes: i32 = 0;
/** States of a frame model. */
export let stateCount: usize = 0;
/** i32[512]: learning rate after so many visits, Q16. */
let rates: usize = 0;

/** Makes room for orders with states of so many kinds of genes and of what is between them. */
export function initOrders(genes_: i32, intergenic: i32): void {
  genes = genes_;
  stateCount = 6 * genes + intergenic;
  orders = allocate(MAX_ORDERS * ORDER_BYTES);
  const levels = (MOST_EVIDENCE >> EVIDENCE_BITS) + 1;
  rates = allocate(<usize>levels * 4);
  for (let i = 0; i < levels; i++) store<i32>(rates + (i << 2), 65536 / (i + PRIOR_VISITS));
}

/** Adds order number `i`; they ascend. The lowest one's first probabilities are random, so that the states come to differ. */
export function addOrder(i: i32, k: i32, random: Random): void {
  const order = orderAt(i);
  const slots = stateCount << (2 * k);
  order.k = k;
  order.room = roomInLane(4);
  order.probabilities = allocate(slots << 4);
  order.evidence = allocate(slots << 1);
  for (let at: usize = 0; at < slots << 2; at++) {
    const p = i == 0 ? QUARTER + NOISE * random.next() : QUARTER;
    store<i32>(order.probabilities + (at << 2), p);
  }
  order.opposite = allocate(MAX_STATES);
  for (let s = 0; s < <i32>stateCount; s++) store<u8>(order.opposite + s, <u8>oppositeState(s, k));
}

// @ts-ignore: decorator
@inline
export function orderAt(i: i32): FrameOrder {
  return changetype<FrameOrder>(orders + <usize>i * ORDER_BYTES);
}

function oppositeState(state: i32, k: i32): i32 {
  if (state >= 6 * genes) return state;
  const place = state % 3;
  const first = state - place;
  return state < 3 * genes
    ? first + 3 * genes + 2 - ((place + 9 - k) % 3)
    : first - 3 * genes + ((2 - place + k) % 3);
}

/** Prefetches the slots of all states of a context. */
// @ts-ignore: decorator
@inline
export function prefetchSlots(order: FrameOrder, first: usize): void {
  const slots = order.probabilities + (first << 4);
  for (let at: usize = 0; at < stateCount << 4; at += CACHE_LINE) prefetch(slots + at);
  prefetch(order.evidence + (first << 1));
}

// @ts-ignore: decorator
@inline
export function learnSlot(order: FrameOrder, slot: usize, target: v128, weight: i32): void {
  const visits = order.evidence + (slot << 1);
  const evidence = <i32>load<u16>(visits);
  const rate = ((weight >> 1) * load<i32>(rates + ((evidence >> EVIDENCE_BITS) << 2))) >> 15;
  store<u16>(visits, <u16>min(evidence + (weight >> 9), MOST_EVIDENCE));
  const at = order.probabilities + (slot << 4);
  const p = v128.load(at);
  // A gap has 15 bits and a sign, a rate 14 bits.
  const step = i32x4.mul(i32x4.shr_s(i32x4.sub(target, p), 7), i32x4.splat(rate));
  const moved = i32x4.add(p, i32x4.shr_s(i32x4.add(step, i32x4.splat(256)), 9));
  v128.store(at, i32x4.max_s(moved, i32x4.splat(LEAST)));
}

/** Names the regions of an order. */
export function transferOrder(order: FrameOrder): void {
  const slots = stateCount << (2 * order.k);
  transfer(order.probabilities, slots << 4);
  transfer(order.evidence, slots << 1);
}
