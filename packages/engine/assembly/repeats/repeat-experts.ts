/**
 * The repeats of a model: the pool of copies, two opinions, and the shortcut. Defined by `RepeatExperts` in `@pmklc/models`.
 */
import * as history from '../history/base-history';
import * as mixer from '../mixer/gated-mixer';
import { nextSetting } from '../settings';
import { REMEMBERED_EVERY } from '../generated/repeats/repeat-experts';
import { MAX_CONFIDENCE } from '../generated/repeats/repeat-pool';
import { OPINIONS } from '../generated/repeats/repeat-kind';
import { COMPARED } from '../generated/repeats/entry-rule';
import { transferConfidences } from './copy-confidences';
import * as pool from './repeat-pool';
import { enterFound, initEntry } from './copy-entry';
import {
  addSeed,
  exchange,
  findEntries,
  findNothing,
  initSeeds,
  prefetchPlaces,
  remember,
} from './seed-places';
import {
  initShortcut,
  learnShortcut,
  startLane as startShortcut,
  transferShortcut,
} from './shortcut';
import { initShortcutRun } from './shortcut-run';

/** Opinions for the mixer; 0: no repeat pool. */
export let count: i32 = 0;

/** Makes the pool that the settings name, if any. */
export function build(): void {
  pool.initLanes();
  const pointers = nextSetting();
  if (pointers == 0) return;
  count = OPINIONS;
  initEntry(nextSetting());
  pool.initPool(pointers, nextSetting());
  initShortcut(nextSetting());
  initShortcutRun();
  const seedCount = nextSetting();
  initSeeds(seedCount);
  for (let i = 0; i < seedCount; i++) {
    const low = <u64>(<u32>nextSetting());
    const high = <u64>(<u32>nextSetting());
    addSeed(low | (high << 32), nextSetting());
  }
}

/** Starts the lane in use. */
export function startLane(): void {
  if (count > 0) startShortcut();
}

/** Writes the opinions, the first one as opinion number `first`. */
export function predict(first: i32): void {
  if (count == 0) return;
  pool.predictPool(first);
  const copies = pool.here();
  mixer.selectOwn(first, 4 * copies.agreement + min(copies.size >> 2, 3));
  mixer.selectOwn(first + 1, min(copies.lead >> 9, MAX_CONFIDENCE));
}

/** Finds where the newest base leads; `isLearned`: not foretold by the shortcut. */
export function find(isLearned: bool): void {
  if (count == 0) return;
  const isRemembered = isLearned || history.here().length % REMEMBERED_EVERY == 0;
  if (isRemembered && history.knownInLane() >= COMPARED) findEntries(isLearned);
  else findNothing();
}

/** Learns the newest base, in what is this thread's own; `isLearned` as above. */
export function learn(base: u32, isLearned: bool): void {
  if (count == 0) return;
  learnShortcut(base);
  if (isLearned) pool.learnConfidences(base);
  exchange();
}

/** Prefetches what stands at the places that were found. */
export function prefetchFound(): void {
  if (count > 0) prefetchPlaces();
}

/** Lets the lane's copies follow the newest base, then looks for new ones. */
export function follow(base: u32): void {
  if (count == 0) return;
  pool.followPool(base);
  enterFound();
}

/** Lets them follow a base that the shortcut foretold. */
export function skip(base: u32): void {
  pool.follow(base);
}

/** Hears of a base that is only known. */
export function prime(): void {
  if (count > 0) remember();
}

/** Names the regions of a part: the copies' confidences, the shortcut's. */
export function transferPart(part: i32): void {
  if (count == 0) return;
  if (part == 0) transferConfidences();
  else transferShortcut();
}
