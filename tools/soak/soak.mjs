/**
 * Packs and unpacks in workers while workers fail and are killed at random, and watches that nothing
 * hangs, leaks or comes out wrong.
 *
 *   node tools/soak/soak.mjs [--minutes 30] [--seed N]
 *
 * Each round is a direction, a topology, a number of threads and one fault: none, a worker that is
 * terminated at a random moment, or an abort by the caller. A round must end with the right bytes, or,
 * when it was aborted, with the reason, at most 2 seconds after it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import workerThreads from 'node:worker_threads';
import { compress, decompress } from '@pmklc/codec';
import { WorkerRunner } from '@pmklc/parallel';
import { randomNumbers } from '@pmklc/testing';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});

const PIECE = 2 ** 16;
const PARTITIONS = 4;
const TOPOLOGIES = ['chain', 'star', 'off'];
const LIMIT_MS = 2000;
/** A round takes seconds; one that takes so long hangs. */
const HANG_MS = 300_000;
/** Memory is compared with that after these rounds, when everything has been loaded and used. */
const WARM_ROUNDS = 40;
const MOST_GROWTH = 0.1;

const random = randomNumbers(Number(values.seed));
const pick = (list) => list[Math.floor(random() * list.length)];

const living = new Set();
const { Worker } = workerThreads;
workerThreads.Worker = class extends Worker {
  constructor(file, options) {
    super(file, options);
    living.add(this);
    this.on('exit', () => living.delete(this));
  }
};

const input = Uint8Array.from({ length: PARTITIONS * PIECE }, () =>
  'ACGT'.charCodeAt(4 * random()),
);
const optionsOf = (topology) => ({
  level: 1,
  knowledge: { select: 'none' },
  partitions: { count: PARTITIONS, leastBytes: 1 },
  passing: { topology },
});
const archives = new Map();
for (const topology of TOPOLOGIES) {
  archives.set(topology, await compress(input, optionsOf(topology)));
}
const typical = await duration(() => decompress(archives.get('chain')));

async function duration(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs the work with one fault; @returns what it rejected with, if anything, and how long after the abort */
async function withFault(fault, start) {
  const stop = new AbortController();
  const runner = new WorkerRunner({ threads: 1 + Math.floor(4 * random()) });
  const at = random() * typical;
  let abortedAt = Infinity;
  const inject = async () => {
    await wait(at);
    if (fault === 'abort') {
      abortedAt = performance.now();
      stop.abort(new Error('aborted'));
    } else if (fault === 'kill' && living.size > 0) await pick([...living]).terminate();
  };
  const [result] = await Promise.allSettled([start(runner, stop.signal), inject()]);
  const lateness = performance.now() - abortedAt;
  await runner.destroy();
  return { result, lateness };
}

function check(condition, what) {
  if (!condition) throw new Error(`seed ${values.seed}: ${what}`);
}

async function round(number) {
  const direction = pick(['encode', 'decode']);
  const topology = pick(TOPOLOGIES);
  const fault = pick(['none', 'kill', 'kill', 'abort']);
  const what = `round ${number}: ${direction}, ${topology}, ${fault}`;
  const archive = archives.get(topology);
  const hang = setTimeout(() => {
    console.error(`${what}: hangs`);
    process.exit(1);
  }, HANG_MS);
  const { result, lateness } = await withFault(fault, (runner, signal) =>
    direction === 'encode'
      ? compress(input, { ...optionsOf(topology), runner, signal })
      : decompress(archive, { runner, signal }),
  );
  clearTimeout(hang);
  if (result.status === 'fulfilled') {
    const expected = direction === 'encode' ? archive : input;
    check(Buffer.compare(result.value, expected) === 0, `${what}: wrong bytes`);
  } else {
    check(fault === 'abort', `${what}: ${result.reason}`);
    check(result.reason.message === 'aborted', `${what}: ${result.reason}`);
    check(lateness < LIMIT_MS, `${what}: ended ${Math.round(lateness)} ms after the abort`);
  }
  for (let i = 0; living.size > 0 && i < 100; i++) await wait(20);
  check(living.size === 0, `${what}: ${living.size} workers are left`);
  return fault;
}

const end = performance.now() + 60_000 * Number(values.minutes);
const counts = {};
const memory = [];
for (let number = 1; performance.now() < end; number++) {
  const fault = await round(number);
  counts[fault] = (counts[fault] ?? 0) + 1;
  globalThis.gc?.();
  memory.push(process.memoryUsage.rss());
  if (number % 20 === 0) console.log(number, JSON.stringify(counts), `${mib(memory.at(-1))} MiB`);
}

function mib(bytes) {
  return Math.round(bytes / 2 ** 20);
}

function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1];
}

// Single rounds differ by what happens to be in work; halves are compared.
const warm = memory.slice(WARM_ROUNDS);
const half = warm.length >> 1;
const [before, after] = [median(warm.slice(0, half)), median(warm.slice(half))];
console.log(
  `${memory.length} rounds: ${JSON.stringify(counts)}; RSS ${mib(before)} then ${mib(after)} MiB`,
);
if (half > 0) check(after <= (1 + MOST_GROWTH) * before, 'memory grows');
