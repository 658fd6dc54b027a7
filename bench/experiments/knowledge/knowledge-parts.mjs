/**
 * Worth of each kind of static knowledge: payloads of the first bases of every file, with everything that an archive has to say
 * of the knowledge, and the CPU time of packing.
 *
 *   node bench/experiments/knowledge/knowledge-parts.mjs [--corpus DIR] [--limit 524288] [--seconds 10] [--files NAME,NAME]
 *
 * Writes docs/benchmarks/knowledge-parts.json; `tables.mjs` makes a table of it. Run `npm run build` first. The private network
 * takes a TensorFlow.js; it is trained for `--seconds`, which are not in its CPU time.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { configForLevel } from '@pmklc/models';
import { createEngine, engine } from '@pmklc/engine';
import { beginningOf, chooseKnowledge, encodeUse, publicPack } from '@pmklc/knowledge';
import { loadTensorFlow, trainPrivateNetwork } from '@pmklc/training';
import { BlockSplitter } from '@pmklc/sequence';
import { ExpertPredictor } from './expert-predictor.mjs';
import { ROOT } from '../../../tools/workspace.mjs';

const OUT = join(ROOT, 'docs', 'benchmarks', 'knowledge-parts.json');
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    limit: { type: 'string', default: '524288' },
    level: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '10' },
    files: { type: 'string' },
  },
});
const [limit, level] = [Number(values.limit), Number(values.level)];
/** Tag and length of a header's field. */
const FIELD_BYTES = 2;
/** Fewer have no private network. */
const LEAST_BASES = 2 ** 14;
const { tf } = await loadTensorFlow({ backend: 'wasm' });

function basesOf(name) {
  const splitter = new BlockSplitter();
  splitter.push(readFileSync(join(values.corpus, name)));
  return splitter.finish().bases.slice(0, limit);
}

/** CPU seconds of some work, of all threads. */
function timed(work) {
  const before = process.cpuUsage();
  const bytes = work();
  const { user, system } = process.cpuUsage(before);
  return { bytes, seconds: Number(((user + system) / 1e6).toFixed(3)) };
}

/** Size and CPU time with these uses of packs, and maybe a private network. */
function measure(bases, uses, network) {
  const { prefix, snapshot } = beginningOf(uses, level, engine);
  const config = configForLevel(level, bases.length + (prefix?.length ?? 0));
  const coder = network ? createEngine(() => new ExpertPredictor(network.weights)) : engine;
  // The mixer of a start knows no private network.
  const start =
    snapshot && network ? { ...snapshot, parts: withoutLast(snapshot.parts) } : snapshot;
  const beginning = { ...(prefix && { prefix }), ...(start && { snapshot: start }) };
  const named = uses.reduce((sum, use) => sum + encodeUse(use, 1).length + FIELD_BYTES, 0);
  const stored = network ? brotliCompressSync(network.bytes).length + 2 * FIELD_BYTES : 0;
  return coder.encode(config, bases, beginning).length + named + stored;
}

const withoutLast = (parts) => [...parts.slice(0, -1), new Uint8Array(0)];

async function measureFile(name) {
  const bases = basesOf(name);
  if (bases.length < LEAST_BASES) return [];
  const rules = { engine, level, allowsSnapshot: true, mostPrefixBases: 2 ** 30 };
  const { uses } = chooseKnowledge(bases, [publicPack()], rules);
  const only = (part) => uses.map((use) => ({ ...use, ...part })).filter(isUse);
  const network = await trainPrivateNetwork(tf, bases, { budgetSeconds: Number(values.seconds) });
  const variants = {
    none: timed(() => measure(bases, [])),
    start: timed(() => measure(bases, only({ references: [] }))),
    references: timed(() => measure(bases, only({ hasSnapshot: false }))),
    public: timed(() => measure(bases, uses)),
    private: timed(() => measure(bases, [], network)),
    all: timed(() => measure(bases, uses, network)),
  };
  console.log(name.padEnd(26), ...Object.values(variants).map(({ bytes }) => bytes));
  return [{ name, bases: bases.length, variants }];
}

const isUse = ({ hasSnapshot, references }) => hasSnapshot || references.length > 0;

const names = values.files?.split(',') ?? readdirSync(values.corpus);
const files = [];
for (const name of names) files.push(...(await measureFile(name)));
const seconds = Number(values.seconds);
writeFileSync(OUT, `${JSON.stringify({ level, limit, seconds, files }, null, 2)}\n`);
process.exit(0); // backends keep workers
