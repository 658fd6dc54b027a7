/**
 * The shortcut for collections of near-identical sequences: while copies that have long been right
 * agree, they alone predict, and only they and the history are kept up to date.
 * Defined by `SureCopy` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import * as pool from './repeat-pool';
import { transfer } from '../snapshot';

/** A copy of this run has a say in whether the shortcut is taken. */
const VOTING_RUN: u32 = 32;
const RUN_CLASSES: u32 = 16;
const SIZE_CLASSES: u32 = 4;
/** Confidence at first, Q22: 0.9995 in classes of runs of 256 and more, 0.99 in those of shorter ones. */
const FIRST: i32 = 4192207;
const FIRST_OF_SHORT: i32 = 4152360;
const LONG_CLASS: usize = 8;
/** With this confidence, 0.999, the shortcut is taken after shorter runs, too. */
const TRUSTED: i32 = 4190110;
/** What a hit moves a confidence towards, Q22. */
const CERTAIN: i32 = 4194262;
const RATE_SHIFT: i32 = 9;
/** On the shortcut, every so many bases are remembered as a place to copy from. */
export const REMEMBERED_EVERY: i32 = 16;

/** i32[run class][size class]: how often the copies were right, Q22. */
let confidences: usize = 0;
let inUse: usize = 0;
let minRun: u32 = 0;
let prediction: i32 = -1;
let run: u32 = 0;
/** Whether copies of a run that counts agree on the next base. */
let hasOpinion: bool = false;

export function initSureCopy(minRun_: i32): void {
  minRun = minRun_;
  if (minRun == 0) return;
  confidences = allocate(RUN_CLASSES * SIZE_CLASSES * 4);
  for (let i: usize = 0; i < RUN_CLASSES * SIZE_CLASSES; i++) {
    store<i32>(confidences + (i << 2), i < LONG_CLASS * SIZE_CLASSES ? FIRST_OF_SHORT : FIRST);
  }
}

/** Fills `frequencies` and returns true when the shortcut is taken for the next base. */
export function predictSure(frequencies: usize): bool {
  if (!isTaken()) return false;
  const rest = frequencyOfRest();
  v128.store(frequencies, i32x4.splat(rest));
  store<u32>(frequencies + (<usize>prediction << 2), 65536 - 3 * rest);
  return true;
}

/** Whether the shortcut is taken for the next base; if so, the following are about it. */
export function isTaken(): bool {
  if (minRun == 0) return false;
  prediction = pool.unanimous(VOTING_RUN);
  run = pool.longestRun;
  hasOpinion = prediction >= 0;
  if (!hasOpinion) return false;
  inUse = confidences + ((runClass() * SIZE_CLASSES + min(<u32>pool.size, SIZE_CLASSES) - 1) << 2);
  return run >= minRun || load<i32>(inUse) >= TRUSTED;
}

// @ts-ignore: decorator
@inline
function runClass(): u32 {
  return min(31 - clz(run), RUN_CLASSES - 1);
}

/** For how many bases, if the copies are right, the confidence in use stays the same one. */
export function basesInClass(): i32 {
  const next = runClass() + 1;
  return next == RUN_CLASSES ? i32.MAX_VALUE : <i32>((<u32>1 << next) - run);
}

/** Of each base that is not predicted. */
// @ts-ignore: decorator
@inline
export function frequencyOfRest(): u32 {
  return max((65536 - (<u32>load<i32>(inUse) >> 6)) / 3, 1);
}

/** Learns whether the copies were right, on the shortcut or not. */
export function learnSure(base: u32): void {
  if (hasOpinion) learnHit(base == <u32>prediction);
}

// @ts-ignore: decorator
@inline
export function learnHit(isHit: bool): void {
  const p = load<i32>(inUse);
  const target = isHit ? CERTAIN : 0;
  store<i32>(inUse, p + ((target - p) >> RATE_SHIFT));
}

export function transferSureCopy(): void {
  if (minRun > 0) transfer(confidences, RUN_CLASSES * SIZE_CLASSES * 4);
}
