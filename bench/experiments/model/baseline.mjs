/**
 * Costs and gains of the published default: the level's model with one view of (3,3)-mers, on every file.
 *
 *   node bench/experiments/model/baseline.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { readdirSync } from 'node:fs';
import { configForLevel } from '@pmklc/models';
import { measure } from '../../measure/measure-model.mjs';
import { CORPUS, firstBases, LEVEL, withViews, writeResult } from '../common.mjs';

const VIEW = { stride: 3, k: 3, count: 32 };

function configOf(baseCount) {
  return withViews(configForLevel(LEVEL, baseCount), [VIEW]);
}

const files = [];
for (const name of readdirSync(CORPUS).sort()) {
  const bases = firstBases(name);
  if (bases.length === 0) continue;
  const row = measure(name, bases, configOf(bases.length), { decode: true });
  const { bytes, memoryMib, encodeSeconds, decodeSeconds } = row;
  const usual = measure(name, bases, configForLevel(LEVEL, bases.length));
  files.push({
    name,
    bases: bases.length,
    bytes,
    memoryMib,
    encodeSeconds: Number(encodeSeconds.toFixed(3)),
    decodeSeconds: Number(decodeSeconds.toFixed(3)),
    levelBytes: usual.bytes,
    levelSeconds: Number(usual.encodeSeconds.toFixed(3)),
  });
  console.log(name, JSON.stringify(files.at(-1)));
}
writeResult('baseline', { view: VIEW, files });
