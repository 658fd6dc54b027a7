/**
 * The bases known so far, one a byte, and what a lane derives from its own newest once for all models.
 *
 * Bases that are not known read as A (0): 64 zero bytes stand before the first one, too.
 */
import { allocate } from '../memory';
import { isSingle, lane, laneCount, roomInLane } from '../lane';
import { advance } from './read-place';

const BEFORE: usize = 64;
const AFTER: usize = 64;
/** Bases that tokens reach back, at most. */
const LONGEST_WINDOW: usize = 1024;
/** Tokens older than the window are dropped after so many bases; after fewer where there are many lanes. */
const SLIDE: usize = 1 << 15;
const LEAST_SLIDE: usize = 1 << 10;

/** Address of base 0. */
export let bases: usize = 0;

/** A lane's place in the bases, and its newest ones. */
@unmanaged
export class BaseLane {
  /** Bases known up to the lane's next one: the position of that. */
  length: i32;
  /** Position of the lane's first base; behind it, the first one that is not the lane's. */
  start: i32;
  end: i32;
  /** The last 32 bases, the newest in the two lowest bits. */
  recent: u64;
  /** The reverse complement of the last 32 bases: the newest, complemented, in the two highest bits. */
  reversed: u64;
  /**
   * u16 a position: the 8 bases before it, the newest in the low bits; and their reverse complement.
   * Addresses of position 0, which slides out of the buffer, so that they wrap around below 0: only the
   * last `LONGEST_WINDOW` positions are there, a few kilobytes instead of 4 bytes a base.
   */
  tokens: usize;
  reversedTokens: usize;
  /** Length at which the buffers slide. */
  nextSlide: i32;
}

let room: usize = 0;
let tokenRoom: usize = 0;
let reversedRoom: usize = 0;
let slideBases: usize = 0;
/** Bases known before the first one. */
export let primed: i32 = 0;
/** Length of the lanes; the first `longer` have one base more. */
let quotient: u32 = 0;
let longer: u32 = 0;

/** Makes room for `capacity` bases. */
export function initHistory(capacity: usize): void {
  bases = allocate(BEFORE + capacity + AFTER) + BEFORE;
  slideBases = max(SLIDE / <usize>laneCount, LEAST_SLIDE);
  const tokenBytes = <usize>2 * (LONGEST_WINDOW + slideBases + 1);
  room = roomInLane(offsetof<BaseLane>());
  tokenRoom = roomInLane(tokenBytes);
  reversedRoom = roomInLane(tokenBytes);
}

// @ts-ignore: decorator
@inline
function tokenBuffer(): usize {
  return lane() + tokenRoom;
}

// @ts-ignore: decorator
@inline
function reversedBuffer(): usize {
  return lane() + reversedRoom;
}

/** The lane in use. */
// @ts-ignore: decorator
@inline
export function here(): BaseLane {
  return changetype<BaseLane>(lane() + room);
}

/** Divides so many bases, behind those known before, among the lanes. */
export function divide(before: i32, count: i32): void {
  primed = before;
  quotient = <u32>count / <u32>laneCount;
  longer = <u32>count % <u32>laneCount;
}

/** Lanes that have a base in the step with this number: all, or in the last one the longer ones. */
// @ts-ignore: decorator
@inline
export function lanesInStep(step: i32): i32 {
  return step < <i32>quotient ? laneCount : <i32>longer;
}

/** Starts the lane in use, number `i`; the first one goes on behind what is known before. */
export function startLane(i: i32): void {
  const self = here();
  self.start = startOf(i);
  self.end = startOf(i + 1);
  if (i > 0) clear(self, self.start);
}

/** Starts the lane in use before any base is known. */
export function initLane(): void {
  clear(here(), 0);
}

function clear(self: BaseLane, at: i32): void {
  self.length = at;
  self.recent = 0;
  self.reversed = 0xffffffffffffffff;
  self.tokens = tokenBuffer() + 2 * LONGEST_WINDOW - 2 * <usize>at;
  self.reversedTokens = reversedBuffer() + 2 * LONGEST_WINDOW - 2 * <usize>at;
  self.nextSlide = at + <i32>slideBases;
}

/** Position of the first base of a lane. */
function startOf(i: i32): i32 {
  return primed + i * <i32>quotient + min(i, <i32>longer);
}

/** Whether the base at a position is known, in whatever lane, once all lanes have appended the base of this step. */
// @ts-ignore: decorator
@inline
export function isKnown(position: i32): bool {
  return isSingle() ? <u32>position < <u32>here().length : isKnownInLanes(position);
}

function isKnownInLanes(position: i32): bool {
  const self = here();
  if (position < primed) return position >= 0;
  const place = <u32>(position - primed);
  const ofLonger = longer * (quotient + 1);
  let offset: u32, most: u32;
  if (place < ofLonger) {
    offset = place % (quotient + 1);
    most = quotient + 1;
  } else {
    offset = (place - ofLonger) % quotient;
    most = quotient;
    if ((place - ofLonger) / quotient + longer >= <u32>laneCount) return false;
  }
  return offset < min(most, <u32>(self.length - self.start));
}

/** First base of the lane that a position is in; 0 of what is known before the lanes. */
export function startOfLaneAt(position: i32): i32 {
  if (isSingle() || position < primed) return 0;
  const place = <u32>(position - primed);
  const ofLonger = longer * (quotient + 1);
  const number =
    place < ofLonger ? place / (quotient + 1) : longer + (place - ofLonger) / max(quotient, 1);
  return number == 0 ? 0 : startOf(<i32>number);
}

/** Bases known of the lane in use, with those before the first lane's start. */
// @ts-ignore: decorator
@inline
export function knownInLane(): i32 {
  const self = here();
  return self.start == primed ? self.length : self.length - self.start;
}

/** Makes a base known: the newest of the lane in use. */
export function append(base: u32): void {
  advanceBy(base);
  publish(base);
}

/** Writes the newest base of the lane in use where all lanes read it. */
// @ts-ignore: decorator
@inline
export function publish(base: u32): void {
  store<u8>(bases + here().length - 1, <u8>base);
}

/** Moves the lane in use on past a base, which other lanes do not know yet. */
export function advanceBy(base: u32): void {
  const self = here();
  const length = ++self.length;
  const recent = (self.recent << 2) | base;
  const reversed = (self.reversed >> 2) | ((<u64>(3 - base)) << 62);
  self.recent = recent;
  self.reversed = reversed;
  store<u16>(self.tokens + ((<usize>length) << 1), <u16>recent);
  store<u16>(self.reversedTokens + ((<usize>length) << 1), <u16>(reversed >> 48));
  if (length == self.nextSlide) slide(self);
  advance();
}

/** Moves the newest tokens to the start of their buffers. */
function slide(self: BaseLane): void {
  const newest = (<usize>self.length) << 1;
  const bytes = <usize>2 * (LONGEST_WINDOW + 1);
  memory.copy(tokenBuffer(), self.tokens + newest - 2 * LONGEST_WINDOW, bytes);
  memory.copy(reversedBuffer(), self.reversedTokens + newest - 2 * LONGEST_WINDOW, bytes);
  self.tokens = tokenBuffer() + 2 * LONGEST_WINDOW - newest;
  self.reversedTokens = reversedBuffer() + 2 * LONGEST_WINDOW - newest;
  self.nextSlide += <i32>slideBases;
}

/** The last `k` bases (1..32) as a number, the newest in the low bits. */
// @ts-ignore: decorator
@inline
export function kmer(k: u32): u64 {
  return here().recent & (0xffffffffffffffff >> (64 - 2 * k));
}

/** The reverse complement of the last `k` bases (1..32), as `kmer` of it. */
// @ts-ignore: decorator
@inline
export function reversedKmer(k: u32): u64 {
  return here().reversed >> (64 - 2 * k);
}

/** The base `back` (0..31) before the newest one. */
// @ts-ignore: decorator
@inline
export function baseBefore(back: u32): u32 {
  return (<u32>(here().recent >> (2 * back))) & 3;
}
