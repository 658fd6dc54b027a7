/**
 * The shortcut for collections of near-identical sequences: while copies that have long been right
 * agree, they alone predict, and only they and the history are kept up to date.
 * Defined by `Shortcut` and `ShortcutConfidences` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';
import { allocate } from '../memory';
import * as pool from './repeat-pool';
import { transfer } from '../snapshot';
import { isOwn } from '../threads';
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
let minRun: u32 = 0;
/** Few lanes learn in these cells: they have one owner. */
const OWNER: u32 = 0;

/** Agreement of a lane's copies. */
@unmanaged
class ShortcutLane {
  /** Address of the confidence in use. */
  inUse: usize;
  /** The base that copies of a run that counts agree on; -1: they do not. */
  prediction: i32;
  run: u32;
}

let room: usize = 0;

// @ts-ignore: decorator
@inline
function here(): ShortcutLane {
  return changetype<ShortcutLane>(lane() + room);
}

/** Starts the lane in use. */
export function startLane(): void {
  here().prediction = -1;
}

/** `minRun_`: run of copies after which the shortcut is always taken; 0: it never is. */
export function initShortcut(minRun_: i32): void {
  minRun = minRun_;
  room = roomInLane(offsetof<ShortcutLane>());
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
  store<u32>(frequencies + ((<usize>here().prediction) << 2), 65536 - 3 * rest);
  return true;
}

/** Whether the shortcut is taken for the next base; if so, the following are about it. */
export function isTaken(): bool {
  if (minRun == 0) return false;
  const self = here();
  const prediction = pool.unanimous(<u32>VOTING_RUN);
  self.prediction = prediction;
  if (prediction < 0) return false;
  const copies = pool.here();
  self.run = copies.longestRun;
  const shortcutClass = runClass(self.run) * SIZE_CLASSES + min(copies.size, SIZE_CLASSES) - 1;
  self.inUse = confidences + ((<usize>shortcutClass) << 2);
  return self.run >= minRun || load<i32>(self.inUse) >= TRUSTED;
}

// @ts-ignore: decorator
@inline
function runClass(run: u32): i32 {
  return min(31 - <i32>clz(run), RUN_CLASSES - 1);
}

/** Number of bases for which the confidence in use stays the same one, if the copies are right. */
export function basesInClass(): i32 {
  const run = here().run;
  const next = runClass(run) + 1;
  return next == RUN_CLASSES ? i32.MAX_VALUE : <i32>(((<u32>1) << next) - run);
}

/** Frequency of each base that is not predicted. */
// @ts-ignore: decorator
@inline
export function frequencyOfRest(): u32 {
  return max((65536 - ((<u32>load<i32>(here().inUse)) >> 6)) / 3, 1);
}

/** Learns whether the copies were right, on the shortcut or not: in the thread whose own that is. */
export function learnShortcut(base: u32): void {
  if (minRun == 0 || !isOwn(OWNER)) return;
  const prediction = here().prediction;
  if (prediction >= 0) learnHit(base == <u32>prediction);
}

// @ts-ignore: decorator
@inline
export function learnHit(isHit: bool): void {
  const inUse = here().inUse;
  const p = load<i32>(inUse);
  const target = isHit ? CERTAIN : 0;
  store<i32>(inUse, p + ((target - p) >> RATE_SHIFT));
}

/** Names the region of the part. */
export function transferShortcut(): void {
  if (minRun > 0) transfer(confidences, <usize>SHORTCUT_CLASSES * 4);
}
