/**
 * Threads that share a model: each has lanes of its own, and cells of its own among those that lanes learn in. Whose a cell is
 * never changes, so that its lessons come in the order of the lanes, whatever the number of threads.
 */
import { allocate } from './memory';

export let threadCount: u32 = 1;
/** Number of this one. */
export let thread: u32 = 0;
/** Lanes of this thread: the first one, and the one behind the last. */
export let firstOwn: i32 = 0;
export let endOwn: i32 = 1;

/**
 * Meeting point of all threads: how many have come; how often all have; how many sleep; whether one did not come, or a payload ended
 * too early. A cache line for each that changes often, as they are read while others write.
 */
let meeting: usize = 0;
const ROUND: usize = 64;
const SLEEPING: usize = 128;
const FAILED: usize = 192;
const TRUNCATED: usize = 196;
const MEETING_BYTES: usize = 256;

/** Looks at the round before a thread sleeps: a tenth of a millisecond or so, in which others mostly come; with 4,000 they slept at every step. */
const LOOKS: i32 = 100000;
/** Nanoseconds that a thread sleeps for one that does not come, before all give up. */
const PATIENCE: i64 = 1_900_000_000;

/** First call: this thread's number, of how many, and their lanes. */
export function startThread(number: u32, count: u32, lanes: i32): void {
  thread = number;
  threadCount = count;
  firstOwn = (lanes * <i32>number) / <i32>count;
  endOwn = (lanes * (<i32>number + 1)) / <i32>count;
  meeting = allocate(MEETING_BYTES);
}

/** Whether one did not come. */
export function hasLostThread(): bool {
  return load<i32>(meeting, FAILED) != 0;
}

/** Says that a payload ended too early, to all threads. */
export function setTruncated(): void {
  store<i32>(meeting, 1, TRUNCATED);
}

/** Whether one did. All threads say the same between two meetings. */
// @ts-ignore: decorator
@inline
export function isTruncated(): bool {
  return load<i32>(meeting, TRUNCATED) != 0;
}

/** Whether cells of this number, a place in their table, are this thread's own. */
// @ts-ignore: decorator
@inline
export function isOwn(number: u32): bool {
  return !ASC_FEATURE_THREADS || threadCount == 1 || number % threadCount == thread;
}

/** Waits for the other threads. False: one did not come. */
// @ts-ignore: decorator
@inline
export function meet(): bool {
  return !ASC_FEATURE_THREADS || threadCount == 1 || meetOthers();
}

function meetOthers(): bool {
  const round = atomic.load<i32>(meeting, ROUND);
  if (atomic.add<i32>(meeting, 1) == <i32>threadCount - 1) {
    atomic.store<i32>(meeting, 0);
    atomic.add<i32>(meeting, 1, ROUND);
    if (atomic.load<i32>(meeting, SLEEPING) > 0) atomic.notify(meeting + ROUND, -1);
    return atomic.load<i32>(meeting, FAILED) == 0;
  }
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(meeting, ROUND) != round) return atomic.load<i32>(meeting, FAILED) == 0;
  }
  return sleepUntilAfter(round);
}

function sleepUntilAfter(round: i32): bool {
  atomic.add<i32>(meeting, 1, SLEEPING);
  let isLate = false;
  while (!isLate && atomic.load<i32>(meeting, ROUND) == round) {
    isLate = atomic.wait<i32>(meeting + ROUND, round, PATIENCE) == AtomicWaitResult.TIMED_OUT;
  }
  atomic.sub<i32>(meeting, 1, SLEEPING);
  if (isLate) atomic.store<i32>(meeting, 1, FAILED);
  return atomic.load<i32>(meeting, FAILED) == 0;
}
