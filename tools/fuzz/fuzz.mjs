/**
 * Coverage-guided fuzzing of what reads archives; README.md tells how it works.
 *
 *   node tools/fuzz/fuzz.mjs TARGET [--minutes 10] [--seed 1]
 *
 * It needs a build, stops after so many minutes of processor time, and ends with exit code 1 if it
 * found anything; what it found is in crashers/TARGET.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomInts } from '@pmklc/testing';
import { Corpus } from './corpus.mjs';
import { Coverage } from './coverage.mjs';
import { mutate } from './mutate.mjs';
import { TARGETS } from './targets.mjs';

const SLOW_MS = 10_000;
const REPORT_EVERY_MS = 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const [name] = positionals;
const target = TARGETS[name];
if (target === undefined) throw new Error(`targets: ${Object.keys(TARGETS).join(', ')}`);

const random = randomInts(Number(values.seed));
const corpus = new Corpus();
const coverage = new Coverage();
const found = new Set();
const processorMs = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
let runs = 0;
let nextReport = REPORT_EVERY_MS;

/** Runs the target once; what it may not throw is kept. */
async function attempt(input) {
  const start = performance.now();
  try {
    await target.run(input);
  } catch (error) {
    if (error?.name !== 'PmklcError') keep(input, error?.stack ?? String(error));
  }
  const elapsed = performance.now() - start;
  if (elapsed > SLOW_MS) keep(input, `slow: ${Math.round(elapsed)} ms`);
  runs++;
}

/** One file for each place where errors come from. */
function keep(input, what) {
  const place = what.split('\n').slice(0, 3).join('\n');
  if (found.has(place)) return;
  found.add(place);
  const folder = new URL(`crashers/${name}/`, import.meta.url);
  const file = new URL(createHash('sha256').update(input).digest('hex').slice(0, 16), folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, input);
  console.log(`${file.pathname}: ${what}`);
}

function report() {
  const minutes = (processorMs() / 60_000).toFixed(1);
  const sizes = `${corpus.size} inputs kept, ${coverage.size} features, ${found.size} found`;
  console.log(`${name}: ${minutes} min of processor time, ${runs} runs, ${sizes}`);
}

for (const seed of await target.seeds()) {
  await attempt(seed);
  corpus.add(seed);
}
coverage.takeNew();
while (processorMs() < 60_000 * Number(values.minutes)) {
  const input = mutate(corpus.pick(random), corpus.pick(random), random);
  await attempt(input);
  if (coverage.takeNew() > 0) corpus.add(input);
  if (processorMs() < nextReport) continue;
  report();
  nextReport += REPORT_EVERY_MS;
}
report();
process.exitCode = found.size > 0 ? 1 : 0;
