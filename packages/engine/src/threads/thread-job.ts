/**
 * Job of a thread that codes some of the lanes of a partition, beside the one that was called.
 *
 * Its instance shares the memory of the caller's, makes the same tables at the same addresses, and then does what the caller's
 * is told to do, block by block. What they tell each other stands in integers that they share.
 */

/** Job that a thread is started with. */
export interface ThreadJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Integers that the threads share: `CELL` says which is what. */
  readonly cells: Int32Array;
  /** Number of the thread, 1 .. `threads` - 1, of how many. */
  readonly thread: number;
  readonly threads: number;
  /** Arguments of the calls that make the model: see `EngineExports`. */
  readonly capacity: number;
  readonly lanes: number;
  readonly settingsBytes: number;
  readonly proteins: readonly [count: number, places: number, placeBytes: number] | undefined;
}

/** Numbers of the shared integers. */
export const CELL = {
  /** Orders given so far; a thread waits for the next one. */
  orders: 0,
  /** Threads that have done the last one. */
  done: 1,
  order: 2,
  /** Its arguments. */
  first: 3,
  second: 4,
  third: 5,
} as const;

export const CELLS = 8;

/** Orders that a thread may be given. */
export const ORDER = { join: 1, startReads: 2, encode: 3, decode: 4, report: 5, stop: 6 } as const;
