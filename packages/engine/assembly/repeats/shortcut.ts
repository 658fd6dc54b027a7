/**
 * The shortcut for collections of near-identical sequences: while copies that have long been right
 * agree, they alone predict, and only they and the history are kept up to date.
 * Defined by `Shortcut` and `ShortcutConfidences` in `@pmklc/models`.
 */
import { allocate } from '../memory';
import * as pool from './repeat-pool';
import { transfer } from '../snapshot';
import { VOTING_RUN } from '../generated/repeats/shortcut';
import {
  CERTAIN,
  FIRST,
  FIRST_OF_SHORT,
  LONG_CLASS,
  RATE_SHIFT,
  RUN_CLASSES,
  SHORTCUT_CLASSES,
  SIZE_CLASSES,
  TRUSTED,
} from '../generated/repeats/shortcut-confidences';

/** i32[run class][size class]: how often the copies were right, Q22. */
let confidences: usize = 0;
let inUse: usize = 0;
let minRun: u32 = 0;
let prediction: i32 = -1;
let run: u32 = 0;
/** Whether copies of a run that counts agree on the next base. */
let hasOpinion: bool = false;

/** `minRun_`: run of copies after which the shortcut is always taken; 0: it never is. */
export function initShortcut(minRun_: i32): void {
  minRun = minRun_;
  if (minRun == 0) return;
  confidences = allocate(<usize>SHORTCUT_CLASSES * 4);
  for (let i = 0; i < SHORTCUT_CLASSES; i++) {
    store<i32>(confidences + (i << 2), i < LONG_CLASS * SIZE_CLASSES ? FIRST_OF_SHORT : FIRST);
  }
}

/** Fills `frequencies` and returns true when the shortcut is taken for the next base. */
export function predictShortcut(frequencies: usize): bool {
  if (!isTaken()) return false;
  const rest = frequencyOfRest();
  v128.store(frequencies, i32x4.splat(rest));
  store<u32>(frequencies + ((<usize>prediction) << 2), 65536 - 3 * rest);
  return true;
}

/** Whether the shortcut is taken for the next base; if so, the following are about it. */
export function isTaken(): bool {
  if (minRun == 0) return false;
  prediction = pool.unanimous(<u32>VOTING_RUN);
  run = pool.longestRun;
  hasOpinion = prediction >= 0;
  if (!hasOpinion) return false;
  const shortcutClass = runClass() * SIZE_CLASSES + min(pool.size, SIZE_CLASSES) - 1;
  inUse = confidences + ((<usize>shortcutClass) << 2);
  return run >= minRun || load<i32>(inUse) >= TRUSTED;
}

// @ts-ignore: decorator
@inline
function runClass(): i32 {
  return min(31 - <i32>clz(run), RUN_CLASSES - 1);
}

/** Number of bases for which the confidence in use stays the same one, if the copies are right. */
export function basesInClass(): i32 {
  const next = runClass() + 1;
  return next == RUN_CLASSES ? i32.MAX_VALUE : <i32>(((<u32>1) << next) - run);
}

/** Frequency of each base that is not predicted. */
// @ts-ignore: decorator
@inline
export function frequencyOfRest(): u32 {
  return max((65536 - ((<u32>load<i32>(inUse)) >> 6)) / 3, 1);
}

/** Learns whether the copies were right, on the shortcut or not. */
export function learnShortcut(base: u32): void {
  if (hasOpinion) learnHit(base == <u32>prediction);
}

// @ts-ignore: decorator
@inline
export function learnHit(isHit: bool): void {
  const p = load<i32>(inUse);
  const target = isHit ? CERTAIN : 0;
  store<i32>(inUse, p + ((target - p) >> RATE_SHIFT));
}

/** Names the region of the part. */
export function transferShortcut(): void {
  if (minRun > 0) transfer(confidences, <usize>SHORTCUT_CLASSES * 4);
}
