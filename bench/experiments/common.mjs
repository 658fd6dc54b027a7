/**
 * Shared code of the experiments: inputs of one letter a base, sizes, and where results go.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compress } from '@pmklc/codec';
import { basesOf } from '../measure/measure-model.mjs';
import { ROOT } from '../../tools/workspace.mjs';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    bases: { type: 'string', default: String(2 ** 21) },
    level: { type: 'string', default: '6' },
  },
});

/** Bases of an input, a multiple of what partitions are cut at. */
export const BASES = Number(values.bases);
export const LEVEL = Number(values.level);
export const CORPUS = values.corpus;

/** The bases 0..3 of a file of the corpus, from its start. */
export const firstBases = (name, count = BASES) => basesOf(join(CORPUS, name), count);

/** Bytes of a file of bare letters. */
export const letters = (bases) => bases.map((base) => 'ACGT'.charCodeAt(base));

/** Bytes of the archive. */
export async function packedBytes(input, options = {}) {
  const rules = { level: LEVEL, format: 'plain', knowledge: { select: 'none' } };
  return (await compress(input, { ...rules, ...options })).length;
}

/** The model with other views in the network that is not joint. */
export function withViews(config, views) {
  const networks = config.networks.map((own) => (own.joint ? own : { ...own, views }));
  return { ...config, networks };
}

/** Writes docs/benchmarks/NAME.json; `tables.mjs` makes the document of it. */
export function writeResult(name, result) {
  const path = join(ROOT, 'docs/benchmarks', `${name}.json`);
  const text = `${JSON.stringify({ level: LEVEL, ...result }, null, 1)}\n`;
  writeFileSync(path, text);
  console.log(readFileSync(path, 'utf8'));
}
