/**
 * Packs and unpacks every file of a folder with our command and with the compressors on the PATH, in turn and on one core,
 * compares what came back by SHA-256, and measures CPU time and peak memory.
 *
 *   npm run bench -- [--corpus DIR] [--files NAME,NAME] [--levels 1,6,9] [--select none|auto] [--peers auto|none|LIST]
 *                    [--slow-bytes N] [--rounds N]
 *
 * Writes docs/benchmarks/bench.json, or only the rows of `--files` in it, then documents and pictures by `tables.mjs`. A
 * round packs a file with every compressor once, and begins and ends with xz: how much these two differ is the noise.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../workspace.mjs';
import { layOut, measureTool } from './measure-tool.mjs';
import { median } from './numbers.mjs';
import { choosePeers, REFERENCE, SLOW_BYTES, suits, versionOf } from './peers.mjs';
import { byName, earlierRows, writeResult } from './results.mjs';
import { IS_PINNED, nodeLine } from './run-timed.mjs';

const CLI = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
/** Smaller files are packed several times: their times are short. */
const SMALL_BYTES = 500_000;

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    files: { type: 'string' },
    levels: { type: 'string', default: '1,6,9' },
    select: { type: 'string', default: 'none' },
    peers: { type: 'string', default: 'auto' },
    'slow-bytes': { type: 'string', default: String(SLOW_BYTES) },
    rounds: { type: 'string', default: '3' },
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

/** Our own failures end the run; those of a peer are a result. */
function measure(folder, tool) {
  try {
    return measureTool(folder, tool);
  } catch (error) {
    if (tool.isOurs || tool === reference) throw error;
    console.error(`${tool.name}: ${error.message}`);
    return { failed: true };
  }
}

/** Slow peers take part in the first round only. */
function measureRound(folder, tools, isFirst) {
  const taking = tools.filter(({ isSlow }) => isFirst || !isSlow);
  const before = measure(folder, reference);
  const results = new Map(taking.map((tool) => [tool.name, measure(folder, tool)]));
  const after = measure(folder, reference);
  return { before, results, after, control: after.encode.cpuSeconds / before.encode.cpuSeconds };
}

function middleOf(runs) {
  if (runs.some(({ failed }) => failed)) return { failed: true };
  const over = (pick) => Number(median(runs.map(pick)).toFixed(3));
  return {
    bytes: runs[0].bytes,
    encodeSeconds: over((run) => run.encode.cpuSeconds),
    encodeKib: over((run) => run.encode.peakKib),
    decodeSeconds: over((run) => run.decode.cpuSeconds),
    decodeKib: over((run) => run.decode.peakKib),
  };
}

function measureFile(folder, name) {
  const about = layOut(folder, join(values.corpus, name));
  const tools = others.filter((tool) => suits(tool, about, Number(values['slow-bytes'])));
  const count = about.originalBytes < SMALL_BYTES ? Number(values.rounds) : 1;
  const rounds = Array.from({ length: count }, (_, i) => measureRound(folder, tools, i === 0));
  const results = { [REFERENCE]: middleOf(rounds.flatMap(({ before, after }) => [before, after])) };
  for (const { name: tool } of tools) {
    results[tool] = middleOf(rounds.flatMap(({ results: all }) => all.get(tool) ?? []));
    console.log(name.padEnd(26), tool.padEnd(20), JSON.stringify(results[tool]));
  }
  const control = rounds.map((round) => Number(round.control.toFixed(3)));
  return { name, ...about, rounds: count, control, results };
}

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
const folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-'));
try {
  const measured = [];
  for (const name of names) {
    measured.push(measureFile(folder, name));
    writeResult('bench', { ...about, files: [...earlier, ...measured].sort(byName) });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const tables = join(ROOT, 'tools', 'bench', 'tables.mjs');
process.exitCode = spawnSync(process.execPath, [tables], { stdio: 'inherit' }).status ?? 1;
