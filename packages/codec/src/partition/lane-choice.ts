/**
 * How many lanes a partition is coded in, and how many threads share them.
 */
import { MAX_LANES } from '@pmklc/container';
import { mostLanes } from '@pmklc/core';
import { takesLanes, type ModelConfig } from '@pmklc/models';

/**
 * Lanes of a partition: as many as were asked for, but no more than so many bases and the model may have. One where nobody asked:
 * 16 make archives 0.1 to 0.4 % larger, and leave salvage nothing of a damaged partition.
 * @param asked 1..4096
 * @param model a caller's, in place of the level's
 */
export function lanesOf(baseCount: number, asked = 1, model?: ModelConfig): number {
  if (model !== undefined && !takesLanes(model)) return 1;
  return Math.min(asked, mostLanes(baseCount), MAX_LANES);
}

/** Threads, and the partitions that they are for. */
export interface ThreadShare {
  /** Threads of a call, >= 1; default 1: two have not been faster than one so far. */
  readonly threads: number | undefined;
  /** Partitions that the runner codes at a time, at most. */
  readonly concurrency: number;
  /** Partitions that there will be, at least 1; Infinity where nobody knows. */
  readonly partitions: number;
}

/** Threads for the lanes of one partition: a share of all for each partition that is coded at the same time. */
export function laneThreads({ threads, concurrency, partitions }: ThreadShare): number {
  const all = threads ?? 1;
  return Math.max(1, Math.floor(all / Math.min(all, concurrency, partitions)));
}
