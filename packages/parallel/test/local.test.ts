/** Partitions that are coded before the first worker starts. */
import { compress, decompress } from '@pmklc/codec';
import { WorkerRunner } from '@pmklc/parallel';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { allGone, watchWorkers, workerCount } from './faults.ts';

const OPTIONS = { level: 1, knowledge: { select: 'none' } } as const;
const INPUT = Uint8Array.from({ length: 5000 }, (_, i) => 'ACGT'.charCodeAt(((i * i) % 7) & 3));

beforeAll(watchWorkers);

let runner: WorkerRunner;
afterEach(async () => {
  await runner.destroy();
  await allGone();
});

test('as much as was allowed, both ways together', async () => {
  runner = new WorkerRunner({ threads: 2, localBytes: 12_000 });
  const archive = await compress(INPUT, { ...OPTIONS, runner });
  expect(archive).toEqual(await compress(INPUT, OPTIONS));
  expect(await decompress(archive, { runner })).toEqual(INPUT);
  expect(workerCount()).toBe(0);
  expect(await decompress(archive, { runner })).toEqual(INPUT);
  expect(workerCount()).toBe(1);
});

test('nothing unless asked', async () => {
  runner = new WorkerRunner({ threads: 1 });
  await compress(INPUT.subarray(0, 100), { ...OPTIONS, runner });
  expect(workerCount()).toBe(1);
});

test('nothing that the plain TypeScript codes, which is slow', async () => {
  runner = new WorkerRunner({ threads: 1, localBytes: 12_000 });
  await compress(INPUT.subarray(0, 100), { ...OPTIONS, runner, engine: 'reference' });
  expect(workerCount()).toBe(1);
});
