/**
 * Worth of each part of the default model: it is taken away, and the sizes compared.
 *
 *   node bench/experiments/model/ablation.mjs [--corpus DIR] [--limit BASES]
 *
 * Writes docs/benchmarks/ablation.json; `tables.mjs` makes the document of it.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configForLevel } from '@pmklc/models';
import { basesOf, measure } from '../../measure/measure-model.mjs';
import { ROOT } from '../../../tools/workspace.mjs';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    limit: { type: 'string', default: '1000000' },
  },
});

/** Changes the network that is not joint. */
const network = (config, change) => ({
  ...config,
  networks: config.networks.map((own) => (own.joint ? own : { ...own, ...change })),
});
const pool = (config, change) => ({ ...config, pool: { ...config.pool, ...change } });
const views = (config, list) => network(config, { views: list });

/** Each takes the default model of a file and gives another. */
const VARIANTS = {
  'the default (-6)': (c) => c,
  'no token network': (c) => ({ ...c, networks: [] }),
  'the joint network alone (-5)': (c) => ({ ...c, networks: c.networks.filter((n) => n.joint) }),
  'no joint network': (c) => ({ ...c, networks: c.networks.filter((n) => !n.joint) }),
  'no frame model': (c) => ({ ...c, frames: null }),
  'frames of one kind of genes': (c) => ({
    ...c,
    frames: { ...c.frames, genes: 1, intergenic: 1 },
  }),
  'frames of orders 2 and 5': (c) => ({ ...c, frames: { ...c.frames, orders: [2, 5] } }),
  'no translated copies': (c) => ({ ...c, translation: null }),
  'one translated copy at a time': (c) => ({
    ...c,
    translation: { ...c.translation, alignments: 1 },
  }),
  'no repeat pool': (c) => ({ ...c, pool: null, shortcutRun: 0 }),
  'contexts of both strands': (c) => ({ ...c, invertedRepeats: true }),
  'contexts and network of both strands': (c) => ({
    ...network(c, { invertedEvery: 1 }),
    invertedRepeats: true,
  }),
  'one seed (weight 11)': (c) => pool(c, { seeds: c.pool.seeds.slice(0, 1) }),
  'copies chosen with more care, kept for longer (-8)': (c) =>
    pool(c, { minAgreement: 21, maxMisses: 12 }),
  'no secondary estimation': (c) => ({ ...c, secondaryEstimation: false }),
  'no shortcut': (c) => ({ ...c, shortcutRun: 0 }),
  'order 11 alone': (c) => ({ ...c, orders: [11] }),
  'orders 1, 2 and 11': (c) => ({ ...c, orders: [1, 2, 11] }),
  'orders 1-4, 6, 8-12': (c) => ({ ...c, orders: [1, 2, 3, 4, 6, 8, 9, 10, 11, 12] }),
  'view 3,3x32 alone': (c) => views(c, [{ stride: 3, k: 3, count: 32 }]),
  'view 2,2x48 alone': (c) => views(c, [{ stride: 2, k: 2, count: 48 }]),
  'view 4,4x24 alone': (c) => views(c, [{ stride: 4, k: 4, count: 24 }]),
  '16 hidden units': (c) => network(c, { hidden: 16 }),
  '64 hidden units': (c) => network(c, { hidden: 64 }),
  'the wide network (-7)': (_, n) => configForLevel(7, n),
  'two networks and the joint one (-9)': (_, n) => configForLevel(9, n),
};

const files = [];
for (const name of readdirSync(values.corpus).sort()) {
  const path = join(values.corpus, name);
  const bases = basesOf(path, Number(values.limit));
  if (bases.length === 0) continue;
  const base = configForLevel(6, bases.length);
  const variants = Object.entries(VARIANTS).map(([title, change]) => {
    const { bytes, encodeSeconds } = measure(path, bases, change(base, bases.length));
    return { title, bytes, encodeSeconds };
  });
  files.push({ name, bases: bases.length, variants });
  console.log(name, bases.length, variants[0].bytes);
}
const result = { limit: Number(values.limit), files };
writeFileSync(join(ROOT, 'docs/benchmarks/ablation.json'), `${JSON.stringify(result, null, 1)}\n`);
