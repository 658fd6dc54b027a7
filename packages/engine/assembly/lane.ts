/**
 * Lanes: segments of a partition that advance a base a step over one shared model. What belongs to one place in the sequence
 * is in the lane, what is learned in the model. Rule: docs/format/model.md, "Lanes".
 *
 * Every module reserves room in the lane for its own part, at the same offset in each; one lane at a time is in use.
 */
import { allocate } from './memory';

/** Address of the lane in use. */
let inUse: usize = 0;
export let laneCount: i32 = 1;

/** Address of the first one. */
export let firstLane: usize = 0;
/** Bytes that are never read, of the engine for one lane; of the others, the first ones of each lane: see `prefetch`. */
const NEVER_READ: usize = memory.data(4);
const UNREAD: usize = 64;
let bytes: usize = UNREAD;

/** Whether there is one lane. */
// @ts-ignore: decorator
@inline
export function isSingle(): bool {
  return isDefined(SINGLE_LANE) || laneCount == 1;
}

/** First call: so many lanes are to come. */
export function startLanes(count: i32): void {
  laneCount = count;
}

/**
 * Address of the lane in use, to which rooms are offsets. The engine for one lane is built with `SINGLE_LANE`: there it is a constant, and
 * rooms are addresses, without which a base takes an eighth more time.
 */
// @ts-ignore: decorator
@inline
export function lane(): usize {
  return isDefined(SINGLE_LANE) ? 0 : inUse;
}

/** Reserves room in every lane; returns its offset, a multiple of 16. */
export function roomInLane(size: usize): usize {
  if (isDefined(SINGLE_LANE)) return allocate(size);
  const at = bytes;
  bytes += (size + 15) & ~15;
  return at;
}

/** Makes the lanes, all zeros, once all rooms are reserved. */
export function allocateLanes(): void {
  // A cache line more keeps lanes from sharing one.
  bytes = (bytes + 63) & ~63;
  if (isDefined(SINGLE_LANE)) return;
  firstLane = allocate(bytes * <usize>laneCount);
  inUse = firstLane;
}

/** Uses a lane from now on. */
// @ts-ignore: decorator
@inline
export function useLane(i: i32): void {
  inUse = firstLane + bytes * <usize>i;
}

/**
 * Fetches the cache line of an address while other work is done, WebAssembly having no instruction for it: a load that nothing
 * waits for. Large tables are read at places as good as random: with all of them asked for at once, right after a base is known,
 * a million bases of E. coli take a fifth (-6) to a third (-1) less time.
 */
// @ts-ignore: decorator
@inline
export function prefetch(address: usize): void {
  store<u8>(isDefined(SINGLE_LANE) ? NEVER_READ : inUse, load<u8>(address));
}
