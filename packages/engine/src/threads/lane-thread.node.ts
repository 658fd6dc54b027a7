/**
 * Thread that codes some of the lanes of a partition: waits for a job, does its orders, waits for the next job.
 */
import { parentPort } from 'node:worker_threads';
import type { EngineExports } from '../wasm.ts';
import { CELL, ORDER, type ThreadJob } from './thread-job.ts';

parentPort!.on('message', (job: ThreadJob) => {
  const { cells } = job;
  awaitTurn(job);
  const engine = join(job);
  tell(cells);
  for (let orders = 0; ; orders++) {
    Atomics.wait(cells, CELL.orders, orders);
    const order = Atomics.load(cells, CELL.order);
    if (order !== ORDER.stop) follow(engine, order, cells);
    tell(cells);
    if (order === ORDER.stop) return;
  }
});

/** Waits until the threads before this one have made the tables: each writes there what the others do. */
function awaitTurn({ cells, thread }: ThreadJob): void {
  for (;;) {
    const done = Atomics.load(cells, CELL.done);
    if (done >= thread - 1) return;
    Atomics.wait(cells, CELL.done, done);
  }
}

/** Tells the caller that something is done. */
function tell(cells: Int32Array): void {
  Atomics.add(cells, CELL.done, 1);
  Atomics.notify(cells, CELL.done);
}

/** Makes the instance, with the tables where the caller's has them. */
function join(job: ThreadJob): EngineExports {
  const never = (): never => {
    throw new Error('the engine stopped');
  };
  const instance = new WebAssembly.Instance(job.module, {
    env: { abort: never, memory: job.memory },
    host: { predict: never, update: never, transfer: never },
  });
  const engine = instance.exports as unknown as EngineExports;
  if (job.proteins !== undefined) engine.reserveProteins(...job.proteins);
  engine.init(job.capacity, job.lanes, job.thread, job.threads);
  engine.build(engine.allocate(job.settingsBytes), false);
  return engine;
}

function follow(engine: EngineExports, order: number, cells: Int32Array): void {
  const [first, second, third] = [cells[CELL.first]!, cells[CELL.second]!, cells[CELL.third]!];
  if (order === ORDER.join) engine.join(first, second, third);
  else if (order === ORDER.startReads) engine.startReads(first, second);
  else if (order === ORDER.encode) engine.encode(first, second, third);
  else if (order === ORDER.decode) engine.decode(first);
  else if (order === ORDER.report) engine.decodeReporting(first, second, third);
}
