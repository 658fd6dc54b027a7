/**
 * Whether the selector chooses right: whole files without public knowledge, with what a sample says, and with all of it,
 * as the published rule has it for files of at most 500 MB; and what rules that look at entropy would have chosen.
 *
 *   node bench/experiments/knowledge/selector.mjs [--corpus DIR] [--level L]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compress } from '@pmklc/codec';
import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { splitBytes } from '@pmklc/sequence';
import { CORPUS, LEVEL, writeResult } from '../common.mjs';
import { conditionalEntropy, sampleOf } from './sample.mjs';

/** Larger files take long, and gain least. */
const MOST_BYTES = 5_000_000;
const WAYS = ['none', 'auto', 'spum'];

async function packed(input, select) {
  const chosen = [];
  const trial = (_, trials) =>
    chosen.push(...trials.filter(({ isChosen }) => isChosen).map(({ what }) => what));
  const start = process.cpuUsage();
  const { length } = await compress(input, {
    level: LEVEL,
    knowledge: { select },
    on: { trial },
  });
  const { user, system } = process.cpuUsage(start);
  return { bytes: length, seconds: Number(((user + system) / 1e6).toFixed(2)), chosen };
}

/** Bits a base of the sample: as short contexts see it, and as the fastest level does. */
function entropiesOf(sample) {
  const probe = engine.encode(configForLevel(1, sample.length), sample).length;
  const bits = {
    'order 3': conditionalEntropy(sample, 3),
    'order 8': conditionalEntropy(sample, 8),
    'level 1': (8 * probe) / sample.length,
  };
  return Object.fromEntries(Object.entries(bits).map(([name, x]) => [name, Number(x.toFixed(4))]));
}

const files = [];
for (const name of readdirSync(CORPUS).sort()) {
  const input = readFileSync(join(CORPUS, name));
  const { bases } = splitBytes(input);
  if (bases.length === 0 || input.length > MOST_BYTES) continue;
  const ways = {};
  for (const way of WAYS) ways[way] = await packed(input, way);
  files.push({ name, bases: bases.length, entropies: entropiesOf(sampleOf(bases)), ways });
  console.log(name, WAYS.map((way) => ways[way].bytes).join(' '), ways.auto.chosen.join(', '));
}
writeResult('selector', { mostBytes: MOST_BYTES, files });
