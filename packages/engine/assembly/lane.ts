/**
 * Lanes: segments of a partition that advance a base a step over one shared model. What belongs to one place in the sequence
 * is in the lane, what is learned in the model. Rule: docs/format/model.md, "Lanes".
 *
 * Every module reserves room in the lane for its own part, at the same offset in each; one lane at a time is in use.
 */
import { allocate } from './memory';

/** Address of the lane in use. */
export let lane: usize = 0;
export let laneCount: i32 = 1;

/** Address of the first one. */
export let firstLane: usize = 0;
/** The first bytes of a lane are never read: see `prefetch`. */
const UNREAD: usize = 64;
let bytes: usize = UNREAD;

/** First call: so many lanes are to come. */
export function startLanes(count: i32): void {
  laneCount = count;
}

/** Reserves room in every lane; returns its offset, a multiple of 16. */
export function roomInLane(size: usize): usize {
  const at = bytes;
  bytes += (size + 15) & ~15;
  return at;
}

/** Makes the lanes, all zeros, once all rooms are reserved. */
export function allocateLanes(): void {
  // A cache line more keeps lanes from sharing one.
  bytes = (bytes + 63) & ~63;
  firstLane = allocate(bytes * <usize>laneCount);
  lane = firstLane;
}

/** Uses a lane from now on. */
// @ts-ignore: decorator
@inline
export function useLane(i: i32): void {
  lane = firstLane + bytes * <usize>i;
}

/**
 * Fetches the cache line of an address while other work is done, WebAssembly having no instruction for it: a load that nothing
 * waits for. Large tables are read at places as good as random: with all of them asked for at once, right after a base is known,
 * a million bases of E. coli take a fifth (-6) to a third (-1) less time.
 */
// @ts-ignore: decorator
@inline
export function prefetch(address: usize): void {
  store<u8>(lane, load<u8>(address));
}
