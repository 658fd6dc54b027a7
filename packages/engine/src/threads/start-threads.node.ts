/**
 * Threads of the engine in Node. Those that have done a job wait for the next: a thread takes 30 ms to start.
 */
import { Worker } from 'node:worker_threads';
import type { LaneThreads, SharedJob } from './lane-threads.ts';
import { CELL, CELLS, ORDER } from './thread-job.ts';
import { ThreadError } from './thread-error.ts';

/** Whether lanes can have threads here. */
export const hasThreads = true;

/** Milliseconds after which a thread that does not answer is given up: to start, on a busy machine, and after a block of bases. */
const START_PATIENCE = 20_000;
const BLOCK_PATIENCE = 2000;

/** File of a thread, the same seen from `src/` and from `dist/`. */
const THREAD_FILE = new URL('../../dist/threads/lane-thread.node.js', import.meta.url);

const idle: Worker[] = [];

/** Gives `job.threads - 1` threads the job, and waits until they have made what they share. */
export function startThreads(job: SharedJob): LaneThreads {
  const cells = new Int32Array(new SharedArrayBuffer(4 * CELLS));
  const workers = Array.from({ length: job.threads - 1 }, () => idle.pop() ?? newThread());
  workers.forEach((worker, i) => worker.postMessage({ ...job, cells, thread: i + 1 }));
  let awaited = workers.length;
  const finish = (patience = BLOCK_PATIENCE): void => waitFor(cells, awaited, patience);
  try {
    finish(START_PATIENCE);
  } catch (error) {
    workers.forEach(end);
    throw error;
  }
  return {
    order(order, first = 0, second = 0, third = 0) {
      cells.set([order, first, second, third], CELL.order);
      awaited += workers.length;
      Atomics.add(cells, CELL.orders, 1);
      Atomics.notify(cells, CELL.orders);
    },
    finish: () => finish(),
    stop(wasUseful) {
      if (!wasUseful) return workers.forEach(end);
      this.order(ORDER.stop);
      idle.push(...workers);
    },
  };
}

function newThread(): Worker {
  const worker = new Worker(THREAD_FILE);
  worker.unref();
  worker.on('error', () => forget(worker));
  worker.on('exit', () => forget(worker));
  return worker;
}

function forget(worker: Worker): void {
  const at = idle.indexOf(worker);
  if (at >= 0) idle.splice(at, 1);
}

function end(worker: Worker): void {
  void worker.terminate();
}

/** Waits until so many things are done. */
function waitFor(cells: Int32Array, count: number, patience: number): void {
  for (;;) {
    const done = Atomics.load(cells, CELL.done);
    if (done >= count) return;
    if (Atomics.wait(cells, CELL.done, done, patience) !== 'timed-out') continue;
    throw new ThreadError('a thread of the engine does not answer');
  }
}
