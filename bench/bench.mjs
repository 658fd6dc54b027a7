/**
 * Packs and unpacks every file of a folder with our command and with the compressors on the PATH, compares what came
 * back by SHA-256, and measures CPU time and peak memory.
 *
 *   npm run bench -- [--corpus DIR] [--files NAME,NAME] [--levels 1,6,9] [--select none|auto] [--peers auto|none|LIST]
 *                    [--slow-bytes N] [--rounds N] [--cores N]
 *
 * Writes docs/benchmarks/bench.json, or only the rows of `--files` in it, then documents and pictures by `tables.mjs`. All
 * compressors take a file in turn and on one core; a round begins and ends with xz: how much these two differ is the noise.
 * Other files are measured on other cores meanwhile.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../tools/workspace.mjs';
import { measureFile } from './measure/measure-file.mjs';
import { choosePeers, REFERENCE, SLOW_BYTES, versionOf } from './measure/peers.mjs';
import { byName, earlierRows, writeResult } from './results.mjs';
import { CORES, IS_PINNED, nodeLine } from './measure/run-timed.mjs';

const CLI = join(ROOT, 'packages', 'cli', 'dist', 'main.js');

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    files: { type: 'string' },
    levels: { type: 'string', default: '1,6,9' },
    select: { type: 'string', default: 'none' },
    peers: { type: 'string', default: 'auto' },
    'slow-bytes': { type: 'string', default: String(SLOW_BYTES) },
    rounds: { type: 'string', default: '3' },
    // More would share caches and memory, and some peers take gigabytes.
    cores: { type: 'string', default: '2' },
  },
});

const OUR_PACKING = ['-q', '-T1', '--no-verify', '--select', values.select];
const ours = values.levels.split(',').map((level) => ({
  name: `pmklc -${level}`,
  isOurs: true,
  takes: 'input',
  pack: nodeLine([CLI, ...OUR_PACKING, `-${level}`, '-o', 'packed.pmklc', 'input']),
  packed: 'packed.pmklc',
  unpack: nodeLine([CLI, '-d', '-q', '-T1', '-o', 'unpacked', 'packed.pmklc']),
  unpacked: 'unpacked',
}));
const peers = choosePeers(values.peers);
const reference = peers.find(({ name }) => name === REFERENCE);
if (!reference) throw new Error(`${REFERENCE} is what times are compared with: install xz`);
const others = [...peers.filter((peer) => peer !== reference), ...ours];

const about = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} x ${cpus()[0].model.trim()}, Node ${process.version}`,
  isPinned: IS_PINNED,
  select: values.select,
  levels: ours.map(({ name }) => name),
  peers: peers.map((peer) => ({ name: peer.name, takes: peer.takes, version: versionOf(peer) })),
};
const names = values.files?.split(',') ?? readdirSync(values.corpus).sort();
const earlier = values.files ? earlierRows('bench', about, names) : [];
const limits = { rounds: Number(values.rounds), slowBytes: Number(values['slow-bytes']) };
const sizeOf = (name) => statSync(join(values.corpus, name)).size;
/** The largest first, so that all cores end at about the same time. */
const queue = [...names].sort((a, b) => sizeOf(b) - sizeOf(a));
const measured = [];

async function measureOn(core) {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const path = join(values.corpus, name);
    const file = await measureFile(path, { reference, others }, limits, core);
    for (const [tool, result] of Object.entries(file.results)) {
      console.log(name.padEnd(26), tool.padEnd(20), JSON.stringify(result));
    }
    measured.push(file);
    writeResult('bench', { ...about, files: [...earlier, ...measured].sort(byName) });
  }
}

await Promise.all(CORES.slice(0, Number(values.cores)).map(measureOn));
const tables = join(ROOT, 'bench', 'tables.mjs');
process.exitCode = spawnSync(process.execPath, [tables], { stdio: 'inherit' }).status ?? 1;
