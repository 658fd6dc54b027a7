/**
 * The frame model: a hidden Markov model of genes, whose states have contexts of their own. Defined by
 * `FrameModel` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import * as history from '../history/base-history';
import { ln16 } from '../fixed-point';
import { writeLogits } from '../dynamic/write-logits';
import { lane, roomInLane } from '../lane';
import { Random } from '../random';
import { nextSetting } from '../settings';
import { isOwn } from '../threads';
import { LEAST_WEIGHT, MAX_CONFIDENCE, SWITCH_SHIFT } from '../generated/frames/frame-model';
import { HIT } from '../generated/frames/frame-tables';
import * as mixer from '../mixer/gated-mixer';
import {
  addOrder,
  FrameOrder,
  initOrders,
  learnSlot,
  MAX_STATES,
  orderAt,
  prefetchSlots,
  stateCount,
  transferOrder,
} from './frame-order';

/** Orders, each an opinion for the mixer; 0: no frame model. */
export let count: i32 = 0;
/** u8[state]: the one that follows. */
let following: usize = 0;
/** Probabilities of an order that is not there. */
let nothing: usize = 0;
let leak: i32 = 0;
/** Weights of the states in a lane. */
@unmanaged
class FrameLane {
  /** The likeliest state, and how likely it is, 0..15. */
  likeliest: i32;
  confidence: i32;
  /** A bit for each state that is likely for the base that is being learned. */
  likely: i32;
}

let room: usize = 0;
/** Offset in a lane of i32[state]: how likely it is for the next base, Q16; their sum is at most 2^16. */
let weightRoom: usize = 0;
/** Offset of the weights for the base that is being learned, like those. */
let learnedRoom: usize = 0;

// @ts-ignore: decorator
@inline
function here(): FrameLane {
  return changetype<FrameLane>(lane() + room);
}

/** The likeliest state; 0 without a frame model. */
// @ts-ignore: decorator
@inline
export function likeliest(): i32 {
  return count > 0 ? here().likeliest : 0;
}

/** Makes the frame model that the settings name, if any. `random` gives first probabilities. */
export function build(random: Random): void {
  const orderCount = nextSetting();
  if (orderCount == 0) return;
  const genes = nextSetting();
  initStates(genes, nextSetting());
  for (; count < orderCount; count++) addOrder(count, nextSetting(), random);
}

function initStates(genes: i32, intergenic: i32): void {
  initOrders(genes, intergenic);
  room = roomInLane(offsetof<FrameLane>());
  weightRoom = roomInLane(MAX_STATES * 4);
  learnedRoom = roomInLane(MAX_STATES * 4);
  following = allocate(MAX_STATES);
  nothing = allocate(MAX_STATES << 4);
  leak = (65536 >> SWITCH_SHIFT) / <i32>stateCount;
  for (let s = 0; s < <i32>stateCount; s++) {
    const next = s >= 6 * genes ? s : s % 3 == 2 ? s - 2 : s + 1;
    store<u8>(following + s, <u8>next);
  }
}

/** Starts the lane in use: all states are as likely. */
export function startLane(): void {
  for (let s: usize = 0; s < stateCount; s++) {
    store<i32>(lane() + weightRoom + (s << 2), 65536 / <i32>stateCount);
  }
}

/** Prefetches what the newest base leads to, on both strands, in the highest order: the others fit a cache. */
export function prefetchNext(): void {
  if (count == 0) return;
  const order = orderAt(count - 1);
  prefetchSlots(order, <usize>history.kmer(order.k) * stateCount);
  prefetchSlots(order, <usize>history.reversedKmer(order.k) * stateCount);
}

/** Writes an opinion for each order, the first one as opinion number `first`. */
export function predict(first: i32): void {
  if (count == 0) return;
  findLikeliest();
  for (let i = 0; i < count; i++) {
    const order = orderAt(i);
    const context = <usize>history.kmer(order.k);
    store<usize>(lane() + order.room, context);
    const slot = order.probabilities + ((context * stateCount) << 4);
    writeMean(slot, mixer.inputAt(first + i), mixer.plane);
    mixer.selectOwn(first + i, here().confidence);
  }
}

/** The first of equal ones: weight and state in one number, so that nothing has to be foreseen. */
function findLikeliest(): void {
  const weights = lane() + weightRoom;
  let most: i32 = 0;
  for (let s: usize = 0; s < stateCount; s++) {
    most = max(most, (load<i32>(weights + (s << 2)) << 5) | (31 - <i32>s));
  }
  here().likeliest = 31 - (most & 31);
  here().confidence = min(most >> 17, MAX_CONFIDENCE);
}

/** Writes the logits of the mean of what the states predict, weighted. Sums are under 2^16 * 2^14. */
// @ts-ignore: decorator
@inline
function writeMean(slot: usize, inputs: usize, plane: usize): void {
  let sum = i32x4.splat(0);
  const weights = lane() + weightRoom;
  const end = weights + (stateCount << 2);
  for (let weight = weights; weight < end; weight += 4, slot += 16) {
    const p = i32x4.shr_s(v128.load(slot), 8);
    sum = i32x4.add(sum, i32x4.mul(p, v128.load32_splat(weight)));
  }
  const mean = i32x4.min_s(i32x4.shr_s(sum, 14), i32x4.splat(65535));
  const a = ln16(i32x4.extract_lane(mean, 0)),
    c = ln16(i32x4.extract_lane(mean, 1));
  const g = ln16(i32x4.extract_lane(mean, 2)),
    t = ln16(i32x4.extract_lane(mean, 3));
  writeLogits(a, c, g, t, inputs, plane);
}

/** Finds the states that a base may have come in, and moves on to those that follow. */
export function measure(base: u32): void {
  if (count == 0) return;
  normalise(weigh(base));
  moveOn();
}

/** Learns the newest base in these states: what is this thread's own. */
export function learn(base: u32): void {
  for (let i = 0; i < count; i++) learnOrder(orderAt(i), base);
}

/** Weighs how well each state foresaw the base, by its weight; returns the sum. */
function weigh(base: u32): u32 {
  const end = stateCount << 2;
  const weights = lane() + weightRoom,
    learned = lane() + learnedRoom;
  const first = slotsOf(0) + ((<usize>base) << 2),
    second = slotsOf(1) + ((<usize>base) << 2);
  let sum: u32 = 0;
  for (let s: usize = 0; s < end; s += 4) {
    const likelihood = (load<u32>(first + 4 * s) >> 9) + (load<u32>(second + 4 * s) >> 9);
    // At most 2^16 * 2 * 8191, and so is their sum.
    const x = load<u32>(weights + s) * likelihood;
    store<u32>(learned + s, x);
    sum += x;
  }
  return sum;
}

/** The slots of the context that predicted, or zeros in place of an order that is not there. */
// @ts-ignore: decorator
@inline
function slotsOf(i: i32): usize {
  const order = orderAt(i);
  return i < count
    ? order.probabilities + ((load<usize>(lane() + order.room) * stateCount) << 4)
    : nothing;
}

/** Makes what was weighed probabilities in Q16; `likely` has a bit for each state that is likely enough to learn. */
function normalise(sum: u32): void {
  const shift = max(17 - <i32>clz(sum), 0);
  const inverse = i32x4.splat((1 << 30) / (sum >> shift));
  let likely = 0;
  const learned = lane() + learnedRoom;
  for (let s: usize = 0; s < stateCount; s += 4) {
    const at = learned + (s << 2);
    const r = i32x4.shr_u(i32x4.mul(i32x4.shr_u(v128.load(at), shift), inverse), 14);
    v128.store(at, r);
    likely |= i32x4.bitmask(i32x4.ge_s(r, i32x4.splat(LEAST_WEIGHT))) << (<i32>s);
  }
  here().likely = likely;
}

/** Learns in each likely state the base, and in its opposite what the other strand has there. */
function learnOrder(order: FrameOrder, base: u32): void {
  const before = 3 - history.baseBefore(order.k);
  const there = <usize>history.reversedKmer(order.k);
  const context = load<usize>(lane() + order.room);
  const ownsHere = isOwn(<u32>context),
    ownsThere = isOwn(<u32>there);
  if (!ownsHere && !ownsThere) return;
  const slot = context * stateCount,
    slotThere = there * stateCount;
  const target = targetOf(base),
    targetBefore = targetOf(before);
  const learned = lane() + learnedRoom;
  for (let rest = here().likely; rest != 0; rest &= rest - 1) {
    const s = ctz(rest);
    const weight = load<i32>(learned + (s << 2));
    if (ownsHere) learnSlot(order, slot + s, target, weight);
    if (!ownsThere) continue;
    learnSlot(order, slotThere + load<u8>(order.opposite + s), targetBefore, weight);
  }
}

// @ts-ignore: decorator
@inline
function targetOf(base: u32): v128 {
  return v128.and(i32x4.eq(i32x4.splat(base), i32x4(0, 1, 2, 3)), i32x4.splat(HIT));
}

/** Each state is followed by the next one, or now and then by any. */
function moveOn(): void {
  const weights = lane() + weightRoom,
    learned = lane() + learnedRoom;
  for (let s: usize = 0; s < stateCount; s++) {
    const weight = load<i32>(learned + (s << 2));
    const stays = weight - ((weight + (1 << SWITCH_SHIFT) - 1) >> SWITCH_SHIFT);
    store<i32>(weights + ((<usize>load<u8>(following + s)) << 2), stays + leak);
  }
}

/** Follows the states past `bases` bases that are not learned. */
export function skip(bases: i32): void {
  const weights = lane() + weightRoom,
    learned = lane() + learnedRoom;
  for (let i = bases % 3; i > 0; i--) {
    memory.copy(learned, weights, stateCount << 2);
    for (let s: usize = 0; s < stateCount; s++) {
      store<i32>(weights + ((<usize>load<u8>(following + s)) << 2), load<i32>(learned + (s << 2)));
    }
  }
}

/** Names the regions of the only part. */
export function transferPart(): void {
  for (let i = 0; i < count; i++) {
    const order = orderAt(i);
    transferOrder(order);
  }
}
