/**
 * Speed of every backend over sizes and k = 1..8 (s = k), beside the straightforward loop and a
 * plain copy; writes docs/benchmarks/gske.{json,md,svg}.
 *
 *   npm run bench:gske -- [--max-bytes N] [--note TEXT]
 *
 * With VK_DRIVER_FILES naming a driver, or on a machine with a GPU, WebGPU is measured too.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { CANDIDATES } from './candidates.mjs';
import { draw, report } from './report.mjs';

const OUT = new URL('../../docs/benchmarks/', import.meta.url);
const KS = [1, 2, 3, 4, 5, 6, 7, 8];
const SWEEPS = 3;
const { values: options } = parseArgs({
  options: {
    'max-bytes': { type: 'string', default: '256000000' },
    note: { type: 'string', default: '' },
  },
});

/** `[{ bytes, mbPerS }]`, or nothing when the candidate does not run here. */
function measure(name, k) {
  const script = fileURLToPath(new URL('measure.mjs', import.meta.url));
  const args = [script, name, String(k), options['max-bytes']];
  try {
    const stdio = ['ignore', 'pipe', name === 'webgpu' ? 'ignore' : 'inherit'];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio }));
  } catch {
    console.error(`${name}: does not run here`);
    return [];
  }
}

/**
 * The fastest of each cell. All candidates take turns, several times over, so that a machine that
 * is busy for a while is so for all of them.
 */
function measureAll() {
  const best = new Map();
  const missing = new Set();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const k of KS) {
      for (const name of Object.keys(CANDIDATES)) {
        if (missing.has(name)) continue;
        const cells = measure(name, k);
        if (cells.length === 0) missing.add(name);
        for (const { bytes, mbPerS } of cells) {
          const key = `${name} ${k} ${bytes}`;
          const before = best.get(key)?.mbPerS ?? 0;
          best.set(key, { name, k, bytes, mbPerS: Math.max(before, mbPerS) });
        }
      }
      console.log(`sweep ${sweep + 1} of ${SWEEPS}: k=${k}`);
    }
  }
  const order = Object.keys(CANDIDATES);
  const rows = [...best.values()];
  return rows.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** Kernel and transfers of the GPU apart, if there is one. */
function measureKernel() {
  const script = fileURLToPath(new URL('kernel.mjs', import.meta.url));
  try {
    const stdio = ['ignore', 'pipe', 'ignore'];
    return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', stdio }));
  } catch {
    return undefined;
  }
}

const load = loadavg()[0];
const kernel = measureKernel();
const results = measureAll();
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const machine = { cpu: cpus()[0].model, cores: cpus().length, node: process.version, load };
const run = {
  date: new Date().toISOString().slice(0, 10),
  commit,
  machine,
  note: options.note,
  kernel,
  results,
};
mkdirSync(OUT, { recursive: true });
writeFileSync(new URL('gske.json', OUT), await format(JSON.stringify(run), { parser: 'json' }));
writeFileSync(new URL('gske.svg', OUT), draw(results));
writeFileSync(new URL('gske.md', OUT), report(run));
console.log('docs/benchmarks/gske.md, gske.svg and gske.json are written');
