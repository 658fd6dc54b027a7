/**
 * The threads that code a partition's lanes beside the one that was called, as that one sees them.
 */
import type { ThreadJob } from './thread-job.ts';

/** Threads with a job. */
export interface LaneThreads {
  /** Tells them to do something, which the caller then does, too. */
  order(order: number, first?: number, second?: number, third?: number): void;
  /** Waits until they have done it. @throws ThreadError when one does not answer */
  finish(): void;
  /** Lets them go: what they did is of use, or not. */
  stop(wasUseful: boolean): void;
}

/** Job of all of them; each has its own number. */
export type SharedJob = Omit<ThreadJob, 'cells' | 'thread'>;
