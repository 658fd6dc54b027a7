/**
 * The repeat pool: up to `capacity` copy pointers, forward and inverted, followed at once.
 * Defined by `RepeatPool` in `@pmklc/models`.
 */
import { lane, roomInLane } from '../lane';
import * as history from '../history/base-history';
import { mismatchesBefore, mismatchesFrom } from '../history/compare-places';
import { copyLogit } from '../fixed-point';
import { isOwn } from '../threads';
import { writeLogits } from '../dynamic/write-logits';
import * as mixer from '../mixer/gated-mixer';
import { MAX_LOST, MAX_SHIFT, MIN_RESUMED, SHARE } from '../generated/repeats/repeat-pool';
import { confidenceAt, initConfidences, learnConfidence } from './copy-confidences';
import { confidenceClass, CopyPointer, learnMissRate, POINTER_BYTES, strays } from './copy-pointer';

/** Confidences of a cache line have one owner. */
const LINE_SHIFT: u32 = 6;

/** Copies followed at most. */
export let capacity: i32 = 0;
/** Copies of a lane. */
@unmanaged
export class PoolLane {
  /** Copies followed. */
  size: i32;
  /** The largest logit of a single pointer, for the mixer's selector. */
  lead: i32;
  /** Agreement of the pointers: 0 with at most one, 1 all, 2 two thirds or more, 3 fewer. */
  agreement: i32;
  /** The longest run that took part in `unanimous`. */
  longestRun: u32;
}

/** Offsets in a lane of its part, and of its `CopyPointer`s; 0 bytes of them without a pool. */
let room: usize = 0;
let pointerRoom: usize = 0;

/** Behind a `PoolLane`: i32[4] each, logits of the bases summed up, and the largest. */
const SUMS: usize = 16;
const TOPS: usize = 32;
const ROOM_BYTES: usize = 48;

/** Copies of the lane in use. */
// @ts-ignore: decorator
@inline
export function here(): PoolLane {
  return changetype<PoolLane>(lane() + room);
}

let maxMisses: i32 = 0;

/** Reserves what a selector of weights reads, with or without a pool. */
export function initLanes(): void {
  room = roomInLane(ROOM_BYTES);
}

export function initPool(capacity_: i32, maxMisses_: i32): void {
  capacity = capacity_;
  maxMisses = maxMisses_;
  pointerRoom = roomInLane(POINTER_BYTES * (capacity + MAX_LOST));
  initConfidences();
}

// @ts-ignore: decorator
@inline
export function pointerAt(i: i32): CopyPointer {
  return changetype<CopyPointer>(lane() + pointerRoom + <usize>i * POINTER_BYTES);
}

/** Writes two opinions, the first one as number `first`: the share of the pointers' logits in a base, and their maximum. */
export function predictPool(first: i32): void {
  const self = here();
  const size = self.size;
  const sums = lane() + room + SUMS,
    tops = lane() + room + TOPS;
  v128.store(sums, i32x4.splat(0));
  v128.store(tops, i32x4.splat(0));
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    const base = (<u32>load<u8>(history.bases + p.position)) ^ p.flip;
    p.prediction = base;
    p.confidence = confidenceAt(confidenceClass(p));
    const logit = copyLogit(load<u16>(p.confidence));
    const at = base << 2;
    store<i32>(sums + at, load<i32>(sums + at) + logit);
    store<i32>(tops + at, max(load<i32>(tops + at), logit));
  }
  const share = SHARE / (size + 2);
  v128.store(sums, i32x4.shr_s(i32x4.mul(v128.load(sums), i32x4.splat(share)), 8));
  writeOpinion(sums, first);
  writeOpinion(tops, first + 1);
  self.lead = max(
    max(load<i32>(tops), load<i32>(tops, 4)),
    max(load<i32>(tops, 8), load<i32>(tops, 12)),
  );
  self.agreement = agreementOfAll(size);
}

function writeOpinion(logits: usize, opinion: i32): void {
  const a = load<i32>(logits),
    c = load<i32>(logits, 4),
    g = load<i32>(logits, 8),
    t = load<i32>(logits, 12);
  writeLogits(a, c, g, t, mixer.inputAt(opinion), mixer.plane);
}

function agreementOfAll(size: i32): i32 {
  const sums = lane() + room + SUMS;
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

/** Learns how often pointers with such a past are right: in what is this thread's own. */
export function learnConfidences(base: u32): void {
  const size = here().size;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    if (isOwn((<u32>p.confidence) >> LINE_SHIFT))
      learnConfidence(p.confidence, p.prediction == base);
  }
}

/** Learns how often the lane's pointers are wrong, and follows them. */
export function followPool(base: u32): void {
  const size = here().size;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    learnMissRate(p, p.prediction == base);
  }
  follow(base);
}

/** Moves the pointers past the newest base, drops bad ones, looks where lost ones go on. */
export function follow(base: u32): void {
  const size = here().size;
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
      memory.copy(
        changetype<usize>(pointerAt(capacity + lost)),
        changetype<usize>(p),
        POINTER_BYTES,
      );
      lost++;
    }
    if (<i32>popcnt(p.misses >> 16) <= maxMisses && (p.position >= p.lowest || stays(p))) {
      if (kept != i)
        memory.copy(changetype<usize>(pointerAt(kept)), changetype<usize>(p), POINTER_BYTES);
      kept++;
    }
  }
  here().size = kept;
  for (let i = 0; i < lost; i++) recover(pointerAt(capacity + i));
}

/** Drops all pointers. */
export function dropCopies(): void {
  here().size = 0;
}

/** Whether a copy that has left a lane at its first base stands on one that is known. */
function stays(p: CopyPointer): bool {
  if (!history.isKnown(p.position)) return false;
  p.lowest = history.startOfLaneAt(p.position);
  return true;
}

/** Base that all pointers with a run of at least `votingRun` predict, or -1; sets `longestRun`. */
export function unanimous(votingRun: u32): i32 {
  const self = here();
  const size = self.size;
  let agreed = -1;
  let longest: u32 = 0;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    const base = (<u32>load<u8>(history.bases + p.position)) ^ p.flip;
    p.prediction = base;
    if (p.run < votingRun) continue;
    if (agreed >= 0 && agreed != <i32>base) return -1;
    agreed = base;
    longest = max(longest, p.run);
  }
  self.longestRun = longest;
  return agreed;
}

/** Looks for the copy's continuation after an insertion or a deletion. */
function recover(lost: CopyPointer): void {
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
  const self = here();
  if (longest < <u32>MIN_RESUMED || self.size == capacity) return;
  const position = lost.position + shift;
  if (isFollowed(position, lost.flip)) return;
  const p = pointerAt(self.size++);
  memory.copy(changetype<usize>(p), changetype<usize>(lost), POINTER_BYTES);
  p.position = position;
  p.lowest = history.startOfLaneAt(position);
  p.run = longest;
  p.misses = longest >= 32 ? 0 : (lost.misses << 8) >> longest;
}

/** Bases that agree before a pointer's position moved by `shift`, 0..32. */
function runAt(p: CopyPointer, shift: i32): u32 {
  const position = p.position + shift;
  if (!history.isKnown(position)) return 0;
  return clz(p.flip == 0 ? mismatchesBefore(position) : mismatchesFrom(position + 1));
}

function isFollowed(position: i32, flip: u32): bool {
  const size = here().size;
  for (let i = 0; i < size; i++) {
    const p = pointerAt(i);
    if (p.position == position && p.flip == flip) return true;
  }
  return false;
}
