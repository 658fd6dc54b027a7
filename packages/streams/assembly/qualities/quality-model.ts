/**
 * The model of qualities of `src/qualities/quality-model.ts`, which defines it.
 *
 * Slots are stored XOR 2^31, so that fresh memory holds probabilities of 1/2. Inputs, weights and slots of a decision stay in registers.
 */
import { allocate } from '../memory';
import { codeBit } from '../bytes/bit-coder';
import { newCurves, learnCurve, refine } from '../bytes/curves';
import { clampStretch, squash, stretch } from '../bytes/logistic';
import * as contexts from './quality-contexts';
import * as tree from './quality-tree';

const CONTEXTS: usize = 7;
/** Binary logarithm of the slots of a context, at least and at most. */
export const MIN_SLOT_BITS: i32 = 10;
export const MAX_SLOT_BITS: i32 = 20;
const EMPTY_SLOT: u32 = 0x80000000;
const COUNT_BITS: i32 = 10;
const MAX_COUNT: u32 = (1 << COUNT_BITS) - 1;
const ONE: i32 = (1 << 22) - 1;
const GROUP_BITS: i32 = 4;
const SET_BYTES: usize = 32;
const CONSTANT_INPUT: i32 = 256;
const FIRST_WEIGHT: i32 = 16384;
const MAX_WEIGHT: i32 = (1 << 19) - 1;
const LEARNING_SHIFT: i32 = 14;
const PLACES: i32 = 256;

/** i32[1024]: rate of learning of a slot, by its count, the same for all streams. */
let rates: usize = 0;

let slotBits: usize = 0;
let groupMask: i32 = 0;
let tables: usize = 0;
let byDecision: usize = 0;
let byPlace: usize = 0;
let curves: usize = 0;

/** Makes the constants. */
export function initQualityModels(): void {
  rates = allocate((<usize>MAX_COUNT + 1) << 2);
  for (let n = 0; n <= <i32>MAX_COUNT; n++)
    store<i32>(rates + ((<usize>n) << 2), (1 << 17) / (2 * n + 3));
}

/** A model for the qualities in the tree, with 2^bits slots a context. */
export function initQualityModel(bits: i32): void {
  slotBits = <usize>bits;
  groupMask = (1 << bits) - (1 << GROUP_BITS);
  tables = allocate((CONTEXTS << slotBits) << 2);
  byDecision = newSets(tree.decisions);
  byPlace = newSets(2 * PLACES);
  curves = newCurves(<usize>(tree.leaves * tree.decisions));
}

function newSets(count: i32): usize {
  const size = <usize>count * SET_BYTES;
  const sets = allocate(size);
  for (let at: usize = 0; at < size; at += 4) store<i32>(sets + at, FIRST_WEIGHT);
  return sets;
}

/** Codes the next quality of the line, given when encoding; returns its byte. */
export function codeQuality(byte: i32): i32 {
  contexts.nextQuality();
  const path = tree.pathTo(byte);
  let node = tree.decisions > 0 ? 0 : -1;
  for (let depth: usize = 0; node >= 0; depth++) {
    const bit = codeDecision(node, load<u8>(path + depth));
    node = load<i32>(tree.next + ((<usize>(2 * node + bit)) << 2));
  }
  const rank = -1 - node;
  contexts.pushQuality(rank);
  return <i32>load<u8>(tree.bytes + rank);
}

// @ts-ignore: decorator
@inline
function groupsOf(hashes: v128, group: i32): v128 {
  const h = i32x4.add(hashes, i32x4.splat(group));
  return i32x4.shl(v128.and(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(groupMask)), 2);
}

// @ts-ignore: decorator
@inline
function slotOf(i: usize, group: i32, offset: usize): usize {
  return tables + ((i << slotBits) << 2) + <usize>group + offset;
}

function codeDecision(node: i32, known: i32): i32 {
  const offset = (<usize>(node & 15)) << 2;
  const turn = (node >> GROUP_BITS) * <i32>0x9e3779b1;
  const low = groupsOf(contexts.low, turn),
    high = groupsOf(contexts.high, turn);
  const a0 = slotOf(0, i32x4.extract_lane(low, 0), offset),
    a1 = slotOf(1, i32x4.extract_lane(low, 1), offset);
  const a2 = slotOf(2, i32x4.extract_lane(low, 2), offset),
    a3 = slotOf(3, i32x4.extract_lane(low, 3), offset);
  const a4 = slotOf(4, i32x4.extract_lane(high, 0), offset),
    a5 = slotOf(5, i32x4.extract_lane(high, 1), offset);
  const a6 = slotOf(6, i32x4.extract_lane(high, 2), offset);
  const s0 = load<u32>(a0) ^ EMPTY_SLOT,
    s1 = load<u32>(a1) ^ EMPTY_SLOT,
    s2 = load<u32>(a2) ^ EMPTY_SLOT;
  const s3 = load<u32>(a3) ^ EMPTY_SLOT,
    s4 = load<u32>(a4) ^ EMPTY_SLOT,
    s5 = load<u32>(a5) ^ EMPTY_SLOT;
  const s6 = load<u32>(a6) ^ EMPTY_SLOT;
  const inputs = i16x8(
    <i16>stretch(s0 >> 20),
    <i16>stretch(s1 >> 20),
    <i16>stretch(s2 >> 20),
    <i16>stretch(s3 >> 20),
    <i16>stretch(s4 >> 20),
    <i16>stretch(s5 >> 20),
    <i16>stretch(s6 >> 20),
    <i16>CONSTANT_INPUT,
  );

  const first = byDecision + <usize>node * SET_BYTES;
  const second =
    byPlace + <usize>(min(contexts.place, PLACES - 1) + PLACES * contexts.mate) * SET_BYTES;
  const firstOdds = mix(inputs, first);
  const secondOdds = mix(inputs, second);
  const odds = (firstOdds + secondOdds) >> 1;
  const refined = refine(curves, contexts.last * tree.decisions + node, odds);
  const bit = codeBit(known, (squash(odds) + refined) >> 1);

  const target = bit ? 65535 : 0;
  learnWeights(inputs, first, (target - squash(firstOdds)) >> 1);
  learnWeights(inputs, second, (target - squash(secondOdds)) >> 1);
  const goal = bit ? ONE : 0;
  learnSlot(a0, s0, goal);
  learnSlot(a1, s1, goal);
  learnSlot(a2, s2, goal);
  learnSlot(a3, s3, goal);
  learnSlot(a4, s4, goal);
  learnSlot(a5, s5, goal);
  learnSlot(a6, s6, goal);
  learnCurve(target);
  return bit;
}

// @ts-ignore: decorator
@inline
function mix(inputs: v128, set: usize): i32 {
  const weights = i16x8.narrow_i32x4_s(
    i32x4.shr_s(v128.load(set), 4),
    i32x4.shr_s(v128.load(set, 16), 4),
  );
  const sums = i32x4.dot_i16x8_s(inputs, weights);
  const pairs = i32x4.add(sums, i32x4.shuffle(sums, sums, 2, 3, 0, 1));
  return clampStretch((i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)) >> 12);
}

// @ts-ignore: decorator
@inline
function learnWeights(inputs: v128, set: usize, error: i32): void {
  const errors = i16x8.splat(<i16>error);
  learnFour(set, i32x4.extmul_low_i16x8_s(inputs, errors));
  learnFour(set + 16, i32x4.extmul_high_i16x8_s(inputs, errors));
}

// @ts-ignore: decorator
@inline
function learnFour(at: usize, products: v128): void {
  const steps = i32x4.shr_s(
    i32x4.add(products, i32x4.splat(1 << (LEARNING_SHIFT - 1))),
    LEARNING_SHIFT,
  );
  const weights = i32x4.add(v128.load(at), steps);
  v128.store(
    at,
    i32x4.max_s(i32x4.min_s(weights, i32x4.splat(MAX_WEIGHT)), i32x4.splat(-1 - MAX_WEIGHT)),
  );
}

// @ts-ignore: decorator
@inline
function learnSlot(at: usize, slot: u32, goal: i32): void {
  const count = slot & MAX_COUNT;
  const probability = <i32>(slot >> COUNT_BITS);
  const step = (((goal - probability) >> 6) * load<i32>(rates + ((<usize>count) << 2))) >> 10;
  store<u32>(
    at,
    (((<u32>(probability + step)) << COUNT_BITS) | min(count + 1, MAX_COUNT)) ^ EMPTY_SLOT,
  );
}
