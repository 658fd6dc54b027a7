/**
 * Starts the worker from its own file, as bundlers know it. The bundle of this package has another way in place of this: it brings the worker
 * along, so that a page from another server, or from no server, can start it.
 */

/** A new worker, not yet asked for anything. */
export function startWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}
