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

const OUT = new URL('../../../docs/benchmarks/', import.meta.url);
const KS = [1, 2, 3, 4, 5, 6, 7, 8];
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
    const stdio = ['ignore', 'pipe', name === 'webgpu' && k > 1 ? 'ignore' : 'inherit'];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio }));
  } catch {
    console.error(`${name}: does not run here`);
    return [];
  }
}

function measureAll() {
  const results = [];
  for (const name of Object.keys(CANDIDATES)) {
    for (const k of KS) {
      const sizes = measure(name, k);
      if (sizes.length === 0) break;
      for (const { bytes, mbPerS } of sizes) results.push({ name, k, bytes, mbPerS });
      console.log(`${name} k=${k}: ${sizes.map(({ mbPerS }) => mbPerS.toFixed(0)).join(' ')} MB/s`);
    }
  }
  return results;
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
