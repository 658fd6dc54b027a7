/**
 * The model of amino acids of `src/proteins/amino-acid-model.ts`, which defines it.
 *
 * Slots are stored XOR 2^31, so that fresh memory holds probabilities of 1/2.
 */
import { allocate } from '../memory';
import { codeBit } from '../bytes/bit-coder';
import { bytesOf, lengthOf, newBuffer, push } from '../bytes/byte-buffer';
import { learnCurve, newCurves, refine } from '../bytes/curves';
import { clampStretch, squash, stretch } from '../bytes/logistic';
import { learnFour, oddsOf, weighed } from '../bytes/weight-vectors';
import { FIRST_PROBABILITIES } from './amino-acid-alphabet';
import * as contexts from './amino-acid-contexts';

const COUNT_BITS: i32 = 10;
const MAX_COUNT: u32 = (1 << COUNT_BITS) - 1;
const ONE: i32 = (1 << 22) - 1;
const EMPTY_SLOT: u32 = 0x80000000;
const FIRST_COUNT: u32 = 12;
const CONSTANT_INPUT: i32 = 256;
const RATE: i32 = 16;
/** One an input of each context, and a constant. */
const SET_BYTES: usize = 16 * 4;
const RATES: usize = (<usize>MAX_COUNT + 1) << 2;

/** i32[15][1024]: how fast the slots of each context learn by their count; the same for all streams. */
let rates: usize = 0;

/** The symbols so far. */
let symbols: usize = 0;
/** usize[15]: address of the slots of each context. */
let tables: usize = 0;
let firstWeights: usize = 0;
let secondWeights: usize = 0;
let curves: usize = 0;

/** Makes the constants. */
export function initResidueModels(): void {
  rates = allocate(<usize>contexts.CONTEXTS * RATES);
  for (let i = 0; i < contexts.CONTEXTS; i++) {
    const inertia = contexts.INERTIAS[i];
    for (let n = 0; n <= <i32>MAX_COUNT; n++) {
      store<i32>(rates + <usize>i * RATES + ((<usize>n) << 2), (1 << 17) / (2 * (n + inertia) + 1));
    }
  }
}

export function initResidueModel(capacity: usize): void {
  symbols = newBuffer(capacity);
  tables = allocate(64);
  for (let i = 0; i < contexts.CONTEXTS; i++) {
    store<usize>(
      tables + ((<usize>i) << 2),
      allocate((<usize>(32 << contexts.VALUE_BITS[i])) << 2),
    );
  }
  for (let node = 0; node < 32; node++) {
    const slot = (FIRST_PROBABILITIES[node] << 16) | FIRST_COUNT;
    store<u32>(load<usize>(tables) + ((<usize>node) << 2), slot ^ EMPTY_SLOT);
  }
  firstWeights = newSets(contexts.FIRST_SETS);
  secondWeights = newSets(contexts.SECOND_SETS);
  curves = newCurves(32 * 32);
  contexts.initResidueContexts();
}

/** Weights of the contexts, and 0 for the constant. */
function newSets(count: i32): usize {
  const sets = allocate(<usize>count * SET_BYTES);
  for (let set = 0; set < count; set++) {
    for (let i = 0; i < contexts.CONTEXTS; i++) {
      store<i32>(sets + <usize>set * SET_BYTES + ((<usize>i) << 2), contexts.WEIGHTS[i]);
    }
  }
  return sets;
}

/** Codes the next symbol, given when encoding; returns it. */
export function codeResidue(symbol: i32): i32 {
  contexts.nextResidue(bytesOf(symbols), lengthOf(symbols));
  let node = 1;
  for (let shift = 4; shift >= 0; shift--)
    node = (node << 1) | codeDecision(node, (symbol >> shift) & 1);
  push(symbols, node & 31);
  return node & 31;
}

/** Codes a decision. Slots and inputs stay in registers from forecast to learning, and each context has its own lines: a loop took a third longer. */
function codeDecision(node: i32, known: i32): i32 {
  const place = (<usize>node) << 2;
  const a0 = slotOf(0, place);
  const a1 = slotOf(1, place);
  const a2 = slotOf(2, place);
  const a3 = slotOf(3, place);
  const a4 = slotOf(4, place);
  const a5 = slotOf(5, place);
  const a6 = slotOf(6, place);
  const a7 = slotOf(7, place);
  const a8 = slotOf(8, place);
  const a9 = slotOf(9, place);
  const a10 = slotOf(10, place);
  const a11 = slotOf(11, place);
  const a12 = slotOf(12, place);
  const a13 = slotOf(13, place);
  const a14 = slotOf(14, place);
  const s0 = load<u32>(a0) ^ EMPTY_SLOT,
    o0 = stretch(s0 >> 20);
  const s1 = slotAt(a1, s0),
    o1 = stretch(s1 >> 20);
  const s2 = slotAt(a2, s1),
    o2 = stretch(s2 >> 20);
  const s3 = slotAt(a3, s1),
    o3 = stretch(s3 >> 20);
  const s4 = slotAt(a4, s1),
    o4 = stretch(s4 >> 20);
  const s5 = slotAt(a5, s0),
    o5 = stretch(s5 >> 20);
  const s6 = slotAt(a6, s0),
    o6 = stretch(s6 >> 20);
  const s7 = slotAt(a7, s0),
    o7 = stretch(s7 >> 20);
  const s8 = slotAt(a8, s0),
    o8 = stretch(s8 >> 20);
  const s9 = slotAt(a9, s0),
    o9 = stretch(s9 >> 20);
  const s10 = slotAt(a10, s0),
    o10 = stretch(s10 >> 20);
  const s11 = slotAt(a11, s0),
    o11 = stretch(s11 >> 20);
  const s12 = slotAt(a12, s1),
    o12 = stretch(s12 >> 20);
  const s13 = slotAt(a13, s0),
    o13 = stretch(s13 >> 20);
  const s14 = slotAt(a14, s0),
    o14 = stretch(s14 >> 20);
  const x0 = i32x4(o0, clampStretch(o1 - o0), clampStretch(o2 - o1), clampStretch(o3 - o1));
  const x1 = i32x4(
    clampStretch(o4 - o1),
    clampStretch(o5 - o0),
    clampStretch(o6 - o0),
    clampStretch(o7 - o0),
  );
  const x2 = i32x4(
    clampStretch(o8 - o0),
    clampStretch(o9 - o0),
    clampStretch(o10 - o0),
    clampStretch(o11 - o0),
  );
  const x3 = i32x4(
    clampStretch(o12 - o1),
    clampStretch(o13 - o0),
    clampStretch(o14 - o0),
    CONSTANT_INPUT,
  );

  const first = firstWeights + <usize>(node | (contexts.quality << 5)) * SET_BYTES;
  const second = secondWeights + <usize>((contexts.quality << 3) | contexts.matchLevel) * SET_BYTES;
  const firstOdds = mix(first, x0, x1, x2, x3);
  const secondOdds = mix(second, x0, x1, x2, x3);
  const mixed = (firstOdds + secondOdds) >> 1;
  const refined = refine(curves, (contexts.expected << 5) | node, mixed);
  const bit = codeBit(known, (3 * squash(mixed) + refined) >> 2);

  const target = bit ? 65535 : 0;
  learnWeights(first, (target - squash(firstOdds)) * RATE, x0, x1, x2, x3);
  learnWeights(second, (target - squash(secondOdds)) * RATE, x0, x1, x2, x3);
  const goal = bit ? ONE : 0;
  learnSlot(0, a0, s0, goal);
  learnSlot(1, a1, s1, goal);
  learnSlot(2, a2, s2, goal);
  learnSlot(3, a3, s3, goal);
  learnSlot(4, a4, s4, goal);
  learnSlot(5, a5, s5, goal);
  learnSlot(6, a6, s6, goal);
  learnSlot(7, a7, s7, goal);
  learnSlot(8, a8, s8, goal);
  learnSlot(9, a9, s9, goal);
  learnSlot(10, a10, s10, goal);
  learnSlot(11, a11, s11, goal);
  learnSlot(12, a12, s12, goal);
  learnSlot(13, a13, s13, goal);
  learnSlot(14, a14, s14, goal);
  learnCurve(target);
  return bit;
}

/** The slot of a node under the value of context `i`. */
// @ts-ignore: decorator
@inline
function slotOf(i: usize, place: usize): usize {
  const value = load<usize>(contexts.values + (i << 2));
  return load<usize>(tables + (i << 2)) + (value << 7) + place;
}

/** Probability and count of a slot; if it has learned nothing, its parent's probability and no count. */
// @ts-ignore: decorator
@inline
function slotAt(at: usize, parent: u32): u32 {
  const slot = load<u32>(at) ^ EMPTY_SLOT;
  return (slot & MAX_COUNT) == 0 ? parent & ~MAX_COUNT : slot;
}

// @ts-ignore: decorator
@inline
function mix(set: usize, x0: v128, x1: v128, x2: v128, x3: v128): i32 {
  const sum = i32x4.add(
    i32x4.add(weighed(x0, set, 0), weighed(x1, set, 16)),
    i32x4.add(weighed(x2, set, 32), weighed(x3, set, 48)),
  );
  return oddsOf(sum);
}

// @ts-ignore: decorator
@inline
function learnWeights(set: usize, error: i32, x0: v128, x1: v128, x2: v128, x3: v128): void {
  const errors = i32x4.splat(error);
  learnFour(x0, set, errors);
  learnFour(x1, set + 16, errors);
  learnFour(x2, set + 32, errors);
  learnFour(x3, set + 48, errors);
}

// @ts-ignore: decorator
@inline
function learnSlot(i: usize, at: usize, slot: u32, goal: i32): void {
  const count = slot & MAX_COUNT;
  const probability = <i32>(slot >> COUNT_BITS);
  const step =
    (((goal - probability) >> 6) * load<i32>(rates + i * RATES + ((<usize>count) << 2))) >> 10;
  const next = max(probability + step, 0);
  const learned = count + u32(count < <u32>unchecked(contexts.LIMITS[<i32>i]));
  store<u32>(at, (((<u32>next) << COUNT_BITS) | learned) ^ EMPTY_SLOT);
}
