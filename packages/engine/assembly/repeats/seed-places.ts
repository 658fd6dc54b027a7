/**
 * Places in the history where spaced seeds ended: the last two places of each. Defined by `SeedPlaces` in
 * `@pmklc/models`.
 */
import { isSingle, lane, prefetch, roomInLane } from '../lane';
import { allocate } from '../memory';
import * as history from '../history/base-history';
import { isOwn } from '../threads';

/** A spaced seed, and where it ended. */
@unmanaged
export class Seed {
  /** Two bits for each base that counts, the newest base lowest. */
  pattern: u64;
  /** Bases that it spans. */
  span: i32;
  /** Shift of a hash to the number of an entry. */
  shift: i32;
  /** Two i32 an entry: the newest place, and the one before; 0 for none. */
  places: usize;
}

/** Proposals of a seed to a lane: what to copy from. */
@unmanaged
export class Found {
  /** Addresses of the entries of the newest bases under the seed and of their reverse complement; 0: they are not to be read. */
  here: usize;
  there: usize;
  /** The last two places of the newest bases under the seed; 0 for none. */
  forward: i32;
  forwardBefore: i32;
  /** Starts of the last two places of their reverse complement; below 1 for none. */
  inverted: i32;
  invertedBefore: i32;
}

/** Entries of a cache line have one owner. */
const LINE_SHIFT: u32 = 6;
const SEED_BYTES: usize = 24;
const FOUND_BYTES: usize = 24;

/** `Seed`s, one behind the other. */
let seeds: usize = 0;
/** Offset in a lane of its `Found`s. */
let room: usize = 0;
/** Number of `Seed`s. */
export let seedCount: usize = 0;

/** Makes room for so many seeds. */
export function initSeeds(count: i32): void {
  seeds = allocate(<usize>count * SEED_BYTES);
  room = roomInLane(<usize>count * FOUND_BYTES);
  seedCount = 0;
}

/** `pattern`: two bits for each of the newest bases that counts, the newest lowest. */
export function addSeed(pattern: u64, placeBits: i32): void {
  const seed = seedAt(seedCount++);
  seed.pattern = pattern;
  seed.span = 32 - <i32>(clz(pattern) >> 1);
  seed.shift = 64 - placeBits;
  seed.places = allocate((<usize>8) << placeBits);
}

// @ts-ignore: decorator
@inline
function seedAt(i: usize): Seed {
  return changetype<Seed>(seeds + i * SEED_BYTES);
}

/** Proposals of the seed with this number to the lane in use. */
// @ts-ignore: decorator
@inline
export function foundAt(i: usize): Found {
  return changetype<Found>(lane() + room + i * FOUND_BYTES);
}

// @ts-ignore: decorator
@inline
function entryOf(seed: Seed, bases: u64): usize {
  return (
    seed.places + ((<usize>(((bases & seed.pattern) * 0x9e3779b97f4a7c15) >> seed.shift)) << 3)
  );
}

// @ts-ignore: decorator
@inline
function rememberAt(entry: usize): void {
  store<i32>(entry, load<i32>(entry), 4);
  store<i32>(entry, history.here().length);
}

/** Remembers where the newest bases under the seeds ended. */
export function remember(): void {
  const recent = history.here().recent;
  for (let i: usize = 0; i < seedCount; i++) {
    const seed = seedAt(i);
    rememberAt(entryOf(seed, recent));
  }
}

/** Finds the entries of the newest bases under the seeds, and prefetches them. `isSought`: of their reverse complements, too. */
export function findEntries(isSought: bool): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const seed = seedAt(i);
    const found = foundAt(i);
    found.here = entryOf(seed, history.here().recent);
    found.there = isSought ? entryOf(seed, history.reversedKmer(seed.span)) : 0;
    if (isSingle()) continue;
    prefetch(found.here);
    if (isSought) prefetch(found.there);
  }
  // There is no other lane whose turn comes first, and nothing to wait for.
  if (isSingle()) exchangeAll();
}

/** Leaves the entries alone. */
export function findNothing(): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const found = foundAt(i);
    found.here = 0;
    found.there = 0;
    found.forward = 0;
    found.forwardBefore = 0;
    found.inverted = 0;
    found.invertedBefore = 0;
  }
}

/** Reads the entries that were found, and remembers where the newest bases ended: in what is this thread's own. */
export function exchange(): void {
  if (!isSingle()) exchangeAll();
}

function exchangeAll(): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const found = foundAt(i);
    const here = found.here,
      there = found.there;
    if (there != 0 && isOwn((<u32>there) >> LINE_SHIFT)) {
      const span = seedAt(i).span;
      found.inverted = load<i32>(there) - span;
      found.invertedBefore = load<i32>(there, 4) - span;
    }
    if (here == 0 || !isOwn((<u32>here) >> LINE_SHIFT)) continue;
    found.forward = load<i32>(here);
    found.forwardBefore = load<i32>(here, 4);
    rememberAt(here);
  }
}

/** Prefetches the bases at the places that were found. */
export function prefetchPlaces(): void {
  for (let i: usize = 0; i < seedCount; i++) {
    const found = foundAt(i);
    prefetch(history.bases + found.forward);
    prefetch(history.bases + found.forwardBefore);
    prefetch(history.bases + found.inverted);
    prefetch(history.bases + found.invertedBefore);
  }
}
