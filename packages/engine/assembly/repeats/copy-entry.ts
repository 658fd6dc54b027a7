/**
 * Entry of copies into the repeat pool: which of the places that a seed proposes are worth to be followed. Defined by `RepeatPool` and
 * `entry-rule.ts` in `@pmklc/models`.
 */
import * as history from '../history/base-history';
import { hasReads, known } from '../history/read-place';
import { mismatchesBefore, mismatchesFrom } from '../history/compare-places';
import { isSingle } from '../lane';
import { COMPARED, LEAST_COMPARED } from '../generated/repeats/entry-rule';
import { badness } from './copy-pointer';
import { capacity, here, pointerAt } from './repeat-pool';
import { Found, foundAt, seedCount } from './seed-places';

/** Bases of those compared that must agree. */
let minAgreement: i32 = 0;

/** Sets how many of 32 bases must agree. */
export function initEntry(agreement: i32): void {
  minAgreement = agreement;
}

/** Follows what the seeds propose, if it is good enough. */
export function enterFound(): void {
  for (let i: usize = 0; i < seedCount; i++) tryPlaces(foundAt(i));
}

function tryPlaces(found: Found): void {
  tryForward(found.forward);
  tryForward(found.forwardBefore);
  tryInverted(found.inverted);
  tryInverted(found.invertedBefore);
}

function tryForward(position: i32): void {
  if (position == 0 || (!isSingle() && !history.isKnown(position))) return;
  enter(position, 1, 0, mismatchesBefore(position));
}

/** `start`: position of the first base of the earlier place; none when below 1. */
function tryInverted(start: i32): void {
  if (start < 1 || (!isSingle() && !history.isKnown(start - 1))) return;
  enter(start - 1, -1, 3, mismatchesFrom(start));
}

/** `compared`: misses of the newest 32 bases; those before their read do not count. */
function enter(position: i32, step: i32, flip: u32, compared: u32): void {
  const bases = hasReads() ? min(known(), COMPARED) : COMPARED;
  if (bases < LEAST_COMPARED) return;
  const misses = compared & ((<u32>-1) << (COMPARED - bases));
  if (<i32>popcnt(misses) > mostMisses(bases)) return;
  const self = here();
  const size = self.size;
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
  if (size < capacity) worst = self.size++;
  else if (badness(misses) >= most) return;
  const p = pointerAt(worst);
  p.position = position;
  p.step = step;
  p.flip = flip;
  p.misses = misses;
  p.run = min(clz(misses), bases);
  p.age = 0;
  p.lowest = history.startOfLaneAt(position);
  p.missRate = popcnt(misses) << 11;
}

/** Most misses among so many bases, 14..32, of a copy that may enter. */
// @ts-ignore: decorator
@inline
function mostMisses(bases: i32): i32 {
  return ((COMPARED - minAgreement) * (bases - LEAST_COMPARED)) / (COMPARED - LEAST_COMPARED);
}
