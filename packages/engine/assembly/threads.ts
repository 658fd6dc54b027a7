/**
 * Threads that share a model: each has lanes of its own, and cells of its own among those that lanes learn in. Whose a cell is
 * never changes, so that its lessons come in the order of the lanes, whatever the number of threads.
 */

export let threadCount: u32 = 1;
/** Number of this one. */
export let thread: u32 = 0;

/** Whether cells of this number, a place in their table, are this thread's own. */
// @ts-ignore: decorator
@inline
export function isOwn(number: u32): bool {
  return threadCount == 1 || number % threadCount == thread;
}

/** Says which of how many threads this is. */
export function setThread(number: u32, count: u32): void {
  thread = number;
  threadCount = count;
}

/** Lanes of this thread: the first one, and the one behind the last. */
export let firstOwn: i32 = 0;
export let endOwn: i32 = 1;

/** Divides so many lanes among the threads. */
export function setLanes(lanes: i32): void {
  firstOwn = (lanes * <i32>thread) / <i32>threadCount;
  endOwn = (lanes * (<i32>thread + 1)) / <i32>threadCount;
}

/** Waits for the other threads. False: one does not answer. */
// @ts-ignore: decorator
@inline
export function meet(): bool {
  return threadCount == 1;
}
