/**
 * Wall time with 1 to N workers, N the number of cores, beside what the schedule would allow; and what
 * it would allow on more devices than there are.
 *
 *   node bench/experiments/partitions/scaling.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { availableParallelism, cpus } from 'node:os';
import { compress, decompress } from '@pmklc/codec';
import { WorkerRunner } from '@pmklc/parallel';
import { firstBases, letters, LEVEL, writeResult } from '../common.mjs';
import { idealSpeedup, simulatedSpeedup } from './schedule.mjs';

const NAME = 'ecoli_mg1655.fa';
const PARTITIONS = 4;
const WIDTH = 2;
const FRACTION = 0.05;
const ROUNDS = 3;

const input = letters(firstBases(NAME));

async function seconds(work) {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
}

async function round(threads) {
  const runner = new WorkerRunner({ threads });
  const rules = { level: LEVEL, format: 'plain', knowledge: { select: 'none' } };
  const options = { ...rules, partitions: { count: PARTITIONS, leastBytes: 1 }, runner };
  const [encode, archive] = await seconds(() => compress(input, options));
  const [decode, output] = await seconds(() => decompress(archive, { runner }));
  await runner.destroy();
  if (Buffer.compare(output, input) !== 0) throw new Error('what came back is not what was packed');
  return { encode, decode, bytes: archive.length };
}

// Numbers of workers take turns, so that what else the machine does hits all of them.
const counts = Array.from({ length: availableParallelism() }, (_, i) => i + 1);
const rounds = [];
for (let i = 0; i < ROUNDS; i++) {
  const row = [];
  for (const threads of counts) row.push(await round(threads));
  rounds.push(row);
}
const best = (i, direction) => Math.min(...rounds.map((row) => row[i][direction]));
const measured = counts.map((threads, i) => ({
  threads,
  encode: best(i, 'encode'),
  decode: best(i, 'decode'),
  schedule: simulatedSpeedup({
    partitions: PARTITIONS,
    devices: threads,
    fraction: FRACTION,
    width: WIDTH,
  }),
}));
const sizes = new Set(rounds.flat().map(({ bytes }) => bytes));
if (sizes.size > 1) throw new Error('archives of different numbers of workers differ');

const simulated = [2, 4, 16, 64].map((devices) => ({
  devices,
  ideal: idealSpeedup(devices, FRACTION),
  chain: simulatedSpeedup({ partitions: devices, devices, fraction: FRACTION }),
  'two each': simulatedSpeedup({
    partitions: 2 * devices,
    devices,
    fraction: FRACTION,
    width: devices,
  }),
}));
const machine = `${cpus().length} x ${cpus()[0].model.trim()}, Node ${process.version}`;
writeResult('scaling', {
  name: NAME,
  bases: input.length,
  machine,
  rounds: ROUNDS,
  measured,
  simulated,
});
