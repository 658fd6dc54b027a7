/**
 * The model of bytes of `src/bytes/byte-model.ts`, which defines it: forecasts a byte bit by bit.
 *
 * Slots are stored XOR 2^31, so that fresh memory holds probabilities of 1/2.
 */
import { allocate } from '../memory';
import { codeBit } from './bit-coder';
import { learnWeights, mix, newSets, SET_BYTES } from './byte-mixer';
import { newCurves, learnCurve, refine } from './curves';
import { squash, stretch } from './logistic';
import { dropMatch, forecastOf, matchedBy, newMatch, nextMatch } from './match-finder';

const MIN_SLOT_BITS: i32 = 12;
const MAX_SLOT_BITS: i32 = 20;
const SLOTS_PER_BYTE: i32 = 32;
const EMPTY_SLOT: u32 = 0x80000000;
const MAX_COUNT: u32 = 255;
const CONSTANT_INPUT: i32 = 256;
const MAX_MATCH: i32 = 63;
const MATCH_RATE: i32 = 5;
const HISTORY_RATE: i32 = 6;
const REFINE_BITS: i32 = 16;
/** Contexts at most. */
const MAX_CONTEXTS: usize = 8;
const DISCOUNTED: StaticArray<u8> = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6];

// Constants of all streams.
/** u8[512]: the history after history h and bit b, at 2h + b. */
let nextHistories: usize = 0;
/** i32[256]: rate of learning of a slot, by its count. */
let reciprocals: usize = 0;

// A stream's.
/** Contexts: 7 or 8. */
let count: usize = 0;
let rate: i32 = 0;
let slotBits: usize = 0;
let slots: usize = 0;
let historyMaps: usize = 0;
let match: usize = 0;
let matchMap: usize = 0;
let firstWeights: usize = 0;
let secondWeights: usize = 0;
let curves: usize = 0;
let curveMask: i32 = 0;
/** i32 each: hashes of the contexts, and addresses of their groups of slots. */
export let hashes: usize = 0;
let groups: usize = 0;

/** Makes the constants. */
export function initByteModels(): void {
  nextHistories = allocate(512);
  reciprocals = allocate(1024);
  for (let history = 0; history < 256; history++) {
    const zeros = history >> 4,
      ones = history & 15;
    const at = nextHistories + ((<usize>history) << 1);
    store<u8>(at, <u8>((min(zeros + 1, 15) << 4) | (<i32>DISCOUNTED[ones])));
    store<u8>(at, <u8>(((<i32>DISCOUNTED[zeros]) << 4) | min(ones + 1, 15)), 1);
  }
  for (let n = 0; n < 256; n++) store<i32>(reciprocals + ((<usize>n) << 2), 65536 / (2 * n + 3));
}

/** A model of `contexts` contexts for `length` bytes, with so many weight sets of each mixer. */
export function initByteModel(
  contexts: i32,
  firstSets: i32,
  secondSets: i32,
  weight: i32,
  learningRate: i32,
  length: u32,
): void {
  count = contexts;
  rate = learningRate;
  const wanted = 32 - <i32>clz<u32>(SLOTS_PER_BYTE * min(length, 1 << MAX_SLOT_BITS));
  slotBits = min(max(wanted, MIN_SLOT_BITS), MAX_SLOT_BITS);
  slots = allocate((count << slotBits) << 2);
  historyMaps = allocate(count << 10);
  for (let i: usize = 0; i < count << 8; i++) {
    const zeros = (<i32>(i >> 4)) & 15,
      ones = (<i32>i) & 15;
    store<i32>(historyMaps + (i << 2), (65535 * (10 * ones + 3)) / (10 * (zeros + ones) + 6));
  }
  matchMap = allocate((MAX_MATCH + 1) << 2);
  for (let n = 0; n <= MAX_MATCH; n++)
    store<i32>(matchMap + ((<usize>n) << 2), (65535 * 2 * (n + 1)) / (2 * n + 3));
  firstWeights = newSets(firstSets, weight);
  secondWeights = newSets(secondSets, weight);
  curveMask = (1 << min(<i32>slotBits, REFINE_BITS)) - 1;
  curves = newCurves(curveMask + 1);
  hashes = allocate(MAX_CONTEXTS << 2);
  groups = allocate(MAX_CONTEXTS << 2);
  match = newMatch();
}

// @ts-ignore: decorator
@inline
function chooseGroups(partial: i32): void {
  const partialHash = partial * <i32>0x9e3779b1;
  const mask = ((1 << (<i32>slotBits)) - 1) & ~15;
  for (let i: usize = 0; i < count; i++) {
    const h = load<i32>(hashes + (i << 2)) + partialHash;
    const group = (i << slotBits) | (<usize>((h ^ (h >>> 15)) & mask));
    store<usize>(groups + (i << 2), slots + (group << 2));
  }
}

/** Takes note of the last of `length` bytes at `bytes`. */
// @ts-ignore: decorator
@inline
export function followMatch(bytes: usize, length: i32): void {
  nextMatch(match, bytes, length);
}

/** The next byte is coded otherwise. */
export function skipByte(): void {
  dropMatch(match);
}

/**
 * Codes a byte; `first` is the address of the set of the first mixer for 0 bits known, which moves by `perPartial` sets
 * for each step of the partial byte.
 */
export function codeByte(byte: i32, last: i32, first: i32, perPartial: i32, second: i32): i32 {
  const secondSet = secondWeights + <usize>second * SET_BYTES;
  let partial = 1;
  for (let shift = 7; shift >= 0; shift--) {
    if ((shift & 3) == 3) chooseGroups(partial);
    const firstSet = firstWeights + <usize>(first + partial * perPartial) * SET_BYTES;
    const bit = codeOne((byte >> shift) & 1, partial, shift, last, firstSet, secondSet);
    partial = (partial << 1) | bit;
  }
  return partial & 255;
}

/** Codes a bit. Inputs and slots stay in registers from forecast to learning: through memory, each vector would wait for its lanes. */
function codeOne(
  known: i32,
  partial: i32,
  shift: i32,
  last: i32,
  firstSet: usize,
  secondSet: usize,
): i32 {
  const bits = 3 - (shift & 3);
  const place = (<usize>((1 << bits) | (partial & ((1 << bits) - 1)))) << 2;
  const a0 = slotOf(0, place),
    a1 = slotOf(1, place),
    a2 = slotOf(2, place),
    a3 = slotOf(3, place);
  const a4 = slotOf(4, place),
    a5 = slotOf(5, place),
    a6 = slotOf(6, place);
  const s0 = load<u32>(a0) ^ EMPTY_SLOT,
    s1 = load<u32>(a1) ^ EMPTY_SLOT,
    s2 = load<u32>(a2) ^ EMPTY_SLOT;
  const s3 = load<u32>(a3) ^ EMPTY_SLOT,
    s4 = load<u32>(a4) ^ EMPTY_SLOT,
    s5 = load<u32>(a5) ^ EMPTY_SLOT;
  const s6 = load<u32>(a6) ^ EMPTY_SLOT;
  const x0 = i32x4(historyInput(0, s0), slotInput(s0), historyInput(1, s1), slotInput(s1));
  const x1 = i32x4(historyInput(2, s2), slotInput(s2), historyInput(3, s3), slotInput(s3));
  const x2 = i32x4(historyInput(4, s4), slotInput(s4), historyInput(5, s5), slotInput(s5));

  const expected = expectedBit(partial, shift);
  const trust = expected < 0 ? 0 : matchTrust(expected);
  const length = expected < 0 ? 0 : matchLength(expected);
  let a7: usize = 0;
  let s7: u32 = 0;
  let x3: v128, x4: v128;
  if (count == 8) {
    a7 = slotOf(7, place);
    s7 = load<u32>(a7) ^ EMPTY_SLOT;
    x3 = i32x4(historyInput(6, s6), slotInput(s6), historyInput(7, s7), slotInput(s7));
    x4 = i32x4(trust, length, CONSTANT_INPUT, 0);
  } else {
    x3 = i32x4(historyInput(6, s6), slotInput(s6), trust, length);
    x4 = i32x4(CONSTANT_INPUT, 0, 0, 0);
  }

  const firstOdds = mix(firstSet, x0, x1, x2, x3, x4);
  const secondOdds = mix(secondSet, x0, x1, x2, x3, x4);
  const odds = (firstOdds + secondOdds) >> 1;
  const refined = refine(curves, ((last << 8) | partial) & curveMask, odds);
  const bit = codeBit(known, (squash(odds) + refined) >> 1);

  const target = bit ? 65535 : 0;
  learnWeights(firstSet, (target - squash(firstOdds)) * rate, x0, x1, x2, x3, x4);
  learnWeights(secondSet, (target - squash(secondOdds)) * rate, x0, x1, x2, x3, x4);
  learnSlot(0, a0, s0, bit, target);
  learnSlot(1, a1, s1, bit, target);
  learnSlot(2, a2, s2, bit, target);
  learnSlot(3, a3, s3, bit, target);
  learnSlot(4, a4, s4, bit, target);
  learnSlot(5, a5, s5, bit, target);
  learnSlot(6, a6, s6, bit, target);
  if (count == 8) learnSlot(7, a7, s7, bit, target);
  learnCurve(target);
  if (expected >= 0) learnMatch(expected == bit);
  return bit;
}

// @ts-ignore: decorator
@inline
function slotOf(i: usize, place: usize): usize {
  return load<usize>(groups + (i << 2)) + place;
}

/** Log-odds by the bit history of a slot; 0 if it has none. */
// @ts-ignore: decorator
@inline
function historyInput(i: usize, slot: u32): i32 {
  const history = slot & 255;
  const odds = stretch(load<i32>(historyMaps + (((i << 8) | (<usize>history)) << 2)) >> 4);
  return select<i32>(odds, 0, history != 0);
}

/** Log-odds by the probability of a slot; 0 if it has learned nothing, half of them if it has learned once. */
// @ts-ignore: decorator
@inline
function slotInput(slot: u32): i32 {
  const times = (slot >> 8) & 255;
  const odds = stretch(slot >> 20);
  return select<i32>(select<i32>(odds, odds >> 1, times > 1), 0, times != 0);
}

/** The bit that the match expects, or -1. */
// @ts-ignore: decorator
@inline
function expectedBit(partial: i32, shift: i32): i32 {
  if (matchedBy(match) == 0 || (forecastOf(match) | 256) >> (shift + 1) != partial) return -1;
  return (forecastOf(match) >> shift) & 1;
}

// @ts-ignore: decorator
@inline
function matchTrust(expected: i32): i32 {
  const trust = stretch(
    load<i32>(matchMap + ((<usize>min(matchedBy(match), MAX_MATCH)) << 2)) >> 4,
  );
  return expected ? trust : -trust;
}

// @ts-ignore: decorator
@inline
function matchLength(expected: i32): i32 {
  const length = 16 * min(matchedBy(match), 32);
  return expected ? length : -length;
}

function learnMatch(isRight: bool): void {
  const at = matchMap + ((<usize>min(matchedBy(match), MAX_MATCH)) << 2);
  const map = load<i32>(at);
  store<i32>(at, map + (((isRight ? 65535 : 0) - map) >> MATCH_RATE));
}

// @ts-ignore: decorator
@inline
function learnSlot(i: usize, at: usize, slot: u32, bit: i32, target: i32): void {
  const history = <usize>(slot & 255);
  // Without a history, too: what such a map says is never asked, and a branch would often be mistaken.
  const map = historyMaps + (((i << 8) | history) << 2);
  const was = load<i32>(map);
  store<i32>(map, was + ((target - was) >> HISTORY_RATE));
  const times = (slot >> 8) & 255;
  const probability = <i32>(slot >> 16);
  const step = ((target - probability) * load<i32>(reciprocals + ((<usize>times) << 2))) >> 15;
  const next = min(times + 1, MAX_COUNT);
  const following = <u32>load<u8>(nextHistories + (history << 1) + bit);
  store<u32>(at, (((<u32>(probability + step)) << 16) | (next << 8) | following) ^ EMPTY_SLOT);
}
