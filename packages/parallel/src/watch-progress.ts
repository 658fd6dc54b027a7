/**
 * Passes on how far a worker is.
 */
import type { Progress } from '@pmklc/models';

const INTERVAL_MS = 100;

export interface ProgressWatch {
  /** Aborted with what `progress` threw. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Calls `progress` whenever the number in shared memory has changed, ten times a second at most. */
export function watchProgress(
  basesDone: Uint32Array<SharedArrayBuffer>,
  progress: Progress,
): ProgressWatch {
  const stop = new AbortController();
  let last = 0;
  const timer = setInterval(() => {
    const now = Atomics.load(basesDone, 0);
    if (now === last) return;
    last = now;
    try {
      progress(now);
    } catch (error) {
      stop.abort(error);
    }
  }, INTERVAL_MS);
  return { signal: stop.signal, stop: () => clearInterval(timer) };
}
