/**
 * Threads of the engine where there are none: in a browser, so far. The caller codes all lanes.
 */
import type { LaneThreads, SharedJob } from './lane-threads.ts';

/** Whether lanes can have threads here. */
export const hasThreads = false;

/** Never called. */
export function startThreads(job: SharedJob): LaneThreads {
  throw new Error(`there are no ${job.threads} threads here`);
}
