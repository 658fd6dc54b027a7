/**
 * The repeat pool: up to `capacity` copy pointers, forward and inverted, followed at once.
 * Defined by `RepeatPool` in `@pmklc/models`.
 */
import { allocate, prefetch } from '../memory';
import * as history from '../history/base-history';
import { mismatchesBefore, mismatchesFrom } from '../history/compare-places';
import { copyLogit } from '../fixed-point';
import { writeLogits } from '../dynamic/write-logits';
import { transfer } from '../snapshot';

@unmanaged
export class Pointer {
  /** Position of the base it predicts next. */
  position: i32;
  /** +1, or -1 on the other strand. */
  step: i32;
  /** 0, or 3 on the other strand. */
  flip: u32;
  /** The last 32 comparisons: one bit a miss, the newest highest. */
  misses: u32;
  /** Hits since the last miss, counted from the entry. */
  run: u32;
  age: u32;
  /** How often it missed of late, Q16. */
  missRate: i32;
  prediction: u32;
  /** Address of the confidence in use. */
  confidence: usize;
}

/** A spaced seed, where it ended, and what it proposes to copy from. */
@unmanaged
class Seed {
  /** Two bits for each base that counts, the newest base lowest. */
  pattern: u64;
  /** Bases that it spans. */
  span: i32;
  /** How far to shift a hash for the number of an entry. */
  shift: i32;
  /** Two i32 an entry: the newest place, and the one before; 0 for none. */
  places: usize;
  /** The last two places of the newest bases under the seed; 0 for none. */
  forward: i32;
  forwardBefore: i32;
  /** Where the last two places of their reverse complement start; below 1 for none. */
  inverted: i32;
  invertedBefore: i32;
}

const SEED_BYTES: usize = 40;
const MAX_SEEDS: usize = 2;
/** Bases compared when a copy enters. */
const COMPARED: i32 = 32;
const POINTER_BYTES: usize = 36;
/** Insertions and deletions up to so many bases are looked for, at most so many times a base. */
const MAX_SHIFT: i32 = 16;
const MAX_LOST: i32 = 4;
/** Newest bases that must agree for a copy to go on after one. */
const MIN_RESUMED: u32 = 9;
const CONFIDENCES: i32 = 2 * 17 * 8 * 16 * 8;
const LESSON_LIMIT: u16 = 511;
const MISS_RATE_SHIFT: i32 = 7;
/** Three logits, Q8: see `SHARE` in `@pmklc/models`. */
const SHARE: i32 = 3 << 8;

let capacity: i32 = 0;
let pointers: usize = 0;
/** `Seed`s, one behind the other. */
let seeds: usize = 0;
let seedCount: usize = 0;
/** u16 pairs: how often such a pointer is right, Q16, and how often that was learned. */
let confidences: usize = 0;
/** i32[512]: learning rate of a confidence after so many lessons, Q15. */
let rates: usize = 0;

export let size: i32 = 0;
/** The largest logit of a single pointer, for the mixer's selector. */
export let lead: i32 = 0;
/** How far the pointers agree: 0 with at most one, 1 all, 2 two thirds or more, 3 fewer. */
export let agreement: i32 = 0;
/** The longest run that took part in `unanimous`. */
export let longestRun: u32 = 0;

let minAgreement: i32 = 0;
let maxMisses: i32 = 0;

export function initPool(capacity_: i32, minAgreement_: i32, maxMisses_: i32): void {
  capacity = capacity_;
  minAgreement = minAgreement_;
  maxMisses = maxMisses_;
  size = 0;
  pointers = allocate(POINTER_BYTES * (capacity + MAX_LOST));
  seeds = allocate(MAX_SEEDS * SEED_BYTES);
  confidences = allocate(CONFIDENCES * 4);
  rates = allocate((<usize>LESSON_LIMIT + 1) * 4);
  for (let n = 0; n <= <i32>LESSON_LIMIT; n++) store<i32>(rates + (n << 2), 32768 / (n + 16));
  for (let i = 0; i < CONFIDENCES; i++) {
    const run = (i >> 3) & 15;
    const older = (i >> 7) & 7;
    const recent = (i >> 10) % 17;
    let p = 63570 - 3604 * recent - 1966 * older;
    if (run >= 9) p = max(p, 62259);
    store<u16>(confidences + (i << 2), <u16>min(64553, max(19661, p)));
  }
}

/** `pattern`: two bits for each of the newest bases that counts, the newest lowest. */
export function addSeed(pattern: u64, placeBits: i32): void {
  const seed = seedAt(seedCount++);
  seed.pattern = pattern;
  seed.span = 32 - <i32>(clz(pattern) >> 1);
  seed.shift = 64 - placeBits;
  seed.places = allocate(<usize>8 << placeBits);
}

// @ts-ignore: decorator
@inline
export function pointerAt(i: i32): Pointer {
  return changetype<Pointer>(pointers + <usize>i * POINTER_BYTES);
}

// @ts-ignore: decorator
@inline
function runClass(run: u32): u32 {
  if (run < 8) return run;
  if (run < 20) return 6 + (run >> 2);
  return run < 32 ? 11 : run < 64 ? 12 : run < 256 ? 13 : run < 1024 ? 14 : 15;
}

// @ts-ignore: decorator
@inline
function olderClass(misses: u32): u32 {
  if (misses < 3) return misses;
  return misses < 5 ? 3 : misses < 7 ? 4 : misses < 9 ? 5 : misses < 11 ? 6 : 7;
}

// @ts-ignore: decorator
@inline
function standing(p: Pointer): u32 {
  if (p.age < 64) return p.age < 16 ? 0 : 1;
  const rate = p.missRate;
  if (rate < 1200) return rate < 120 ? 2 : rate < 400 ? 3 : 4;
  return rate < 3000 ? 5 : rate < 6000 ? 6 : 7;
}

function confidenceOf(p: Pointer): usize {
  const recent = popcnt(p.misses >> 16);
  const older = olderClass(popcnt(p.misses & 0xffff));
  const strand = p.flip & 1;
  return confidences + (((((strand * 17 + recent) * 8 + older) * 16 + runClass(p.run)) * 8 + standing(p)) << 2);
}

const sums: usize = memory.data(16);
const tops: usize = memory.data(16);

/** Writes two experts: the share of the pointers' logits in a base, and their maximum. */
export function predictPool(inputs: usize, plane: usize): void {
  v128.store(sums, i32x4.splat(0));
  v128.store(tops, i32x4.splat(0));
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    const base = <u32>load<u8>(history.bases + p.position) ^ p.flip;
    p.prediction = base;
    p.confidence = confidenceOf(p);
    const logit = copyLogit(load<u16>(p.confidence));
    const at = base << 2;
    store<i32>(sums + at, load<i32>(sums + at) + logit);
    store<i32>(tops + at, max(load<i32>(tops + at), logit));
  }
  const share = SHARE / (size + 2);
  v128.store(sums, i32x4.shr_s(i32x4.mul(v128.load(sums), i32x4.splat(share)), 8));
  writeExpert(sums, inputs, plane);
  writeExpert(tops, inputs + 2, plane);
  lead = max(max(load<i32>(tops), load<i32>(tops, 4)), max(load<i32>(tops, 8), load<i32>(tops, 12)));
  agreement = agreementOfAll();
}

function writeExpert(logits: usize, inputs: usize, plane: usize): void {
  writeLogits(load<i32>(logits), load<i32>(logits, 4), load<i32>(logits, 8), load<i32>(logits, 12), inputs, plane);
}

function agreementOfAll(): i32 {
  if (size < 2) return 0;
  let best = load<i32>(sums);
  let leader: u32 = 0;
  for (let base: u32 = 1; base < 4; base++) {
    const sum = load<i32>(sums + (base << 2));
    if (sum > best) {
      best = sum;
      leader = base;
    }
  }
  let agreeing = 0;
  for (let i = 0; i < size; i++) agreeing += i32(pointerAt(i).prediction == leader);
  return agreeing == size ? 1 : 3 * agreeing >= 2 * size ? 2 : 3;
}

/** Learns the newest base, follows the pointers, then looks for new ones. */
export function learnPool(base: u32): void {
  for (let i = 0; i < size; i++) learnFrom(pointerAt(i), base);
  follow(base);
  for (let i: usize = 0; i < seedCount; i++) tryPlaces(seedAt(i));
}

/** Learns how often a pointer with this past is right, and how often this one is wrong. */
// @ts-ignore: decorator
@inline
function learnFrom(p: Pointer, base: u32): void {
  const c = <i32>load<u16>(p.confidence);
  const n = load<u16>(p.confidence, 2);
  const hit = p.prediction == base;
  const gap = (hit ? 65522 : 13) - c;
  store<u16>(p.confidence, <u16>(c + ((gap * load<i32>(rates + (<usize>n << 2))) >> 15)));
  if (n < LESSON_LIMIT) store<u16>(p.confidence, n + 1, 2);
  p.missRate += ((hit ? 0 : 65535) - p.missRate) >> MISS_RATE_SHIFT;
}

/** Moves the pointers past the newest base, drops bad ones, looks where lost ones go on. */
export function follow(base: u32): void {
  let kept = 0;
  let lost = 0;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    const hit = p.prediction == base;
    p.misses = (p.misses >> 1) | (hit ? 0 : 0x80000000);
    p.run = hit ? p.run + 1 : 0;
    p.age++;
    p.position += p.step;
    if (!hit && strays(p.misses) && lost < MAX_LOST) {
      memory.copy(changetype<usize>(pointerAt(capacity + lost)), changetype<usize>(p), POINTER_BYTES);
      lost++;
    }
    if (<i32>popcnt(p.misses >> 16) <= maxMisses && p.position >= 0) {
      if (kept != i) memory.copy(changetype<usize>(pointerAt(kept)), changetype<usize>(p), POINTER_BYTES);
      kept++;
    }
  }
  size = kept;
  for (let i = 0; i < lost; i++) recover(pointerAt(capacity + i));
}

/** What all pointers with a run of at least `votingRun` predict, or -1; sets `longestRun`. */
export function unanimous(votingRun: u32): i32 {
  let agreed = -1;
  longestRun = 0;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    const base = <u32>load<u8>(history.bases + p.position) ^ p.flip;
    p.prediction = base;
    if (p.run < votingRun) continue;
    if (agreed >= 0 && agreed != <i32>base) return -1;
    agreed = base;
    longestRun = max(longestRun, p.run);
  }
  return agreed;
}

/** Remembers where the newest bases under the seeds ended. */
export function remember(): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const seed = seedAt(i);
    rememberAt(entryOf(seed, history.recent));
  }
}

// @ts-ignore: decorator
@inline
function rememberAt(entry: usize): void {
  store<i32>(entry, load<i32>(entry), 4);
  store<i32>(entry, history.length);
}

/** Whether a good copy has just gone wrong: three misses of the last 8, at most three of the 16 before. */
// @ts-ignore: decorator
@inline
function strays(misses: u32): bool {
  return popcnt(misses >> 24) >= 3 && popcnt((misses >> 8) & 0xffff) <= 3;
}

/** Looks for the copy's continuation after an insertion or a deletion. */
function recover(lost: Pointer): void {
  let longest: u32 = 0;
  let shift = 0;
  for (let distance = 1; distance <= MAX_SHIFT; distance++) {
    for (let sign = 1; sign >= -1; sign -= 2) {
      const run = runAt(lost, distance * sign);
      if (run > longest) {
        longest = run;
        shift = distance * sign;
      }
    }
  }
  if (longest < MIN_RESUMED || size == capacity) return;
  const position = lost.position + shift;
  if (isFollowed(position, lost.flip)) return;
  const p = pointerAt(size++);
  memory.copy(changetype<usize>(p), changetype<usize>(lost), POINTER_BYTES);
  p.position = position;
  p.run = longest;
  p.misses = longest >= 32 ? 0 : (lost.misses << 8) >> longest;
}

/** Bases that agree before a pointer's position moved by `shift`, 0..32. */
function runAt(p: Pointer, shift: i32): u32 {
  const position = p.position + shift;
  if (position < 0 || position >= history.length) return 0;
  return clz(p.flip == 0 ? mismatchesBefore(position) : mismatchesFrom(position + 1));
}

function isFollowed(position: i32, flip: u32): bool {
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    if (p.position == position && p.flip == flip) return true;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function seedAt(i: usize): Seed {
  return changetype<Seed>(seeds + i * SEED_BYTES);
}

// @ts-ignore: decorator
@inline
function entryOf(seed: Seed, bases: u64): usize {
  return seed.places + (<usize>(((bases & seed.pattern) * 0x9e3779b97f4a7c15) >> seed.shift) << 3);
}

/** Finds what each seed proposes. Call it once the newest base is known; `learnPool` tries it. */
export function lookUpPlaces(): void {
  if (history.length < COMPARED) return;
  for (let i: usize = 0; i < seedCount; i++) lookUp(seedAt(i));
}

function lookUp(seed: Seed): void {
  const here = entryOf(seed, history.recent);
  const there = entryOf(seed, history.reversedKmer(seed.span));
  seed.forward = load<i32>(here);
  seed.forwardBefore = load<i32>(here, 4);
  seed.inverted = load<i32>(there) - seed.span;
  seed.invertedBefore = load<i32>(there, 4) - seed.span;
  rememberAt(here);
}

/** Prefetches the bases at the places that were found. */
export function prefetchPlaces(): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const seed = seedAt(i);
    prefetch(history.bases + seed.forward);
    prefetch(history.bases + seed.forwardBefore);
    prefetch(history.bases + seed.inverted);
    prefetch(history.bases + seed.invertedBefore);
  }
}

function tryPlaces(seed: Seed): void {
  tryForward(seed.forward);
  tryForward(seed.forwardBefore);
  tryInverted(seed.inverted);
  tryInverted(seed.invertedBefore);
}

function tryForward(position: i32): void {
  if (position == 0) return;
  enter(position, 1, 0, mismatchesBefore(position));
}

/** `start`: position of the first base of the earlier place; none when below 1. */
function tryInverted(start: i32): void {
  if (start < 1) return;
  enter(start - 1, -1, 3, mismatchesFrom(start));
}

// @ts-ignore: decorator
@inline
function badness(misses: u32): i32 {
  return 4 * popcnt(misses >> 16) + popcnt(misses & 0xffff);
}

function enter(position: i32, step: i32, flip: u32, misses: u32): void {
  if (32 - <i32>popcnt(misses) < minAgreement) return;
  let worst = 0;
  let most = -1;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    if (p.position == position && p.flip == flip) return;
    const bad = max(badness(p.misses), p.missRate >> 9);
    if (bad > most) {
      most = bad;
      worst = i;
    }
  }
  if (size < capacity) worst = size++;
  else if (badness(misses) >= most) return;
  const p = pointerAt(worst);
  p.position = position;
  p.step = step;
  p.flip = flip;
  p.misses = misses;
  p.run = clz(misses);
  p.age = 0;
  p.missRate = popcnt(misses) << 11;
}

/** What copies turned out to be worth; the copies themselves belong to their sequence. */
export function transferPool(): void {
  transfer(confidences, CONFIDENCES * 4);
}
