/**
 * Worth of public knowledge: packs every file of a folder without and with it, unpacks and compares.
 *
 *   node bench/experiments/knowledge/knowledge.mjs [--corpus DIR] [--level 6] [--files NAME,NAME] [--rounds 1]
 *
 * Writes docs/benchmarks/knowledge.json, or only the rows of `--files` in it; `tables.mjs` makes the document of it. CPU times of a file's four
 * runs follow each other, so that noise hits them alike; of several rounds the fastest runs count.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../../tools/workspace.mjs';
import { runTimed } from '../../measure/run-timed.mjs';

const CLI = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
const OUT = join(ROOT, 'docs', 'benchmarks', 'knowledge.json');
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    level: { type: 'string', default: '6' },
    files: { type: 'string' },
    rounds: { type: 'string', default: '1' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-'));
const packed = join(folder, 'packed.pmklc');
const unpacked = join(folder, 'unpacked');

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const pmklc = (...args) => runTimed(process.execPath, [CLI, '-q', '-f', '-T1', ...args]);

/** Packs and unpacks. */
async function measure(file, select) {
  const settings = ['--no-verify', '--select', select, `-${values.level}`];
  const { cpuSeconds: encodeSeconds } = await pmklc(...settings, '-o', packed, file);
  const { cpuSeconds: decodeSeconds } = await pmklc('-d', '-o', unpacked, packed);
  if (sha256(unpacked) !== sha256(file)) throw new Error(`${file} differs`);
  return { bytes: statSync(packed).size, encodeSeconds, decodeSeconds };
}

/** Fastest times of runs that made the same archive. */
function fastest(runs) {
  const least = (key) => Math.min(...runs.map((run) => run[key]));
  return {
    bytes: runs[0].bytes,
    encodeSeconds: least('encodeSeconds'),
    decodeSeconds: least('decodeSeconds'),
  };
}

async function measureFile(name) {
  const file = join(values.corpus, name);
  const rounds = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    rounds.push({ none: await measure(file, 'none'), auto: await measure(file, 'auto') });
  }
  const none = fastest(rounds.map((round) => round.none));
  const auto = fastest(rounds.map((round) => round.auto));
  console.log(name.padEnd(26), none.bytes, auto.bytes);
  return { name, originalBytes: statSync(file).size, none, auto };
}

try {
  const measured = [];
  for (const name of values.files?.split(',') ?? readdirSync(values.corpus)) {
    measured.push(await measureFile(name));
  }
  const isNew = ({ name }) => !measured.some((file) => file.name === name);
  const others = values.files ? JSON.parse(readFileSync(OUT, 'utf8')).files.filter(isNew) : [];
  const files = [...others, ...measured].sort((a, b) => (a.name < b.name ? -1 : 1));
  const result = {
    date: new Date().toISOString().slice(0, 10),
    level: Number(values.level),
    files,
  };
  writeFileSync(OUT, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
