/**
 * Packs and unpacks every file of a folder at several levels with the built command, verifies, and
 * measures CPU time beside `xz -9e` on one of them, in turn, so that noise hits both.
 *
 *   node tools/bench/levels.mjs [--corpus DIR] [--levels 1,6,9] [--speed-file NAME] [--ladder-file NAME] [--runs 3]
 *
 * Writes docs/benchmarks/levels.json; `tables.mjs` makes the document of it.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configForLevel, MAX_LEVEL } from '@pmklc/core';
import { splitBytes } from '@pmklc/sequence';
import { basesOf, measure } from '../measure-model.mjs';
import { ROOT } from '../workspace.mjs';
import { runTimed } from './run-timed.mjs';

const CLI = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'dev') },
    levels: { type: 'string', default: '1,6,9' },
    'speed-file': { type: 'string', default: 'ecoli_mg1655.fa' },
    'ladder-file': { type: 'string', default: 'HePy.seq' },
    runs: { type: 'string', default: '3' },
  },
});
const LEVELS = values.levels.split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-'));

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const pmklc = (...args) => runTimed(process.execPath, [CLI, '-q', '-T1', ...args]);

function pack(file, level) {
  const packed = join(folder, 'packed.pmklc');
  const unpacked = join(folder, 'unpacked');
  const encode = pmklc('-f', '--no-verify', '--select', 'none', `-${level}`, '-o', packed, file);
  const decode = pmklc('-d', '-f', '-o', unpacked, packed);
  if (sha256(unpacked) !== sha256(file)) throw new Error(`${file} at level ${level} differs`);
  return { level, bytes: statSync(packed).size, encode, decode };
}

function measureFile(name) {
  const path = join(values.corpus, name);
  const { bases } = splitBytes(readFileSync(path));
  const row = { name, originalBytes: statSync(path).size, bases: bases.length };
  const levels = LEVELS.map((level) => pack(path, level));
  for (const { level, bytes, encode } of levels) {
    console.log(name.padEnd(26), level, bytes, `${encode.cpuSeconds.toFixed(1)} s`);
  }
  return { ...row, levels };
}

const median = (xs) => [...xs].sort((a, b) => a - b)[xs.length >> 1];

/** CPU seconds over those of xz in the same round; the last entry is xz against itself. */
function measureSpeed(name) {
  const path = join(values.corpus, name);
  const rounds = Array.from({ length: Number(values.runs) }, () => {
    const xz = runTimed('xz', ['-9e', '-T1', '-k', '-c', path]).cpuSeconds;
    const levels = LEVELS.map((level) => {
      const { encode, decode } = pack(path, level);
      return { encode: encode.cpuSeconds / xz, decode: decode.cpuSeconds / xz };
    });
    const control = runTimed('xz', ['-9e', '-T1', '-k', '-c', path]).cpuSeconds / xz;
    return { xz, levels, control };
  });
  const over = (pick) => median(rounds.map(pick));
  return {
    name,
    rounds: rounds.length,
    xzSeconds: over((round) => round.xz),
    control: {
      min: Math.min(...rounds.map((r) => r.control)),
      max: Math.max(...rounds.map((r) => r.control)),
    },
    levels: LEVELS.map((level, i) => ({
      level,
      encode: over((round) => round.levels[i].encode),
      decode: over((round) => round.levels[i].decode),
    })),
  };
}

/** Payload, CPU time and memory of every level on one file, in this process. */
function measureLadder(name) {
  const bases = basesOf(join(values.corpus, name));
  const levels = Array.from({ length: MAX_LEVEL }, (_, i) => {
    const row = measure(name, bases, configForLevel(i + 1, bases.length));
    return { level: i + 1, bytes: row.bytes, seconds: row.encodeSeconds, memoryMib: row.memoryMib };
  });
  return { name, bases: bases.length, levels };
}

if (!existsSync(values.corpus)) throw new Error(`no folder ${values.corpus}`);
const speed = measureSpeed(values['speed-file']);
console.log(JSON.stringify(speed));
const files = readdirSync(values.corpus).sort().map(measureFile);
rmSync(folder, { recursive: true });
const machine = `${cpus().length} x ${cpus()[0].model.trim()}, Node ${process.version}`;
const ladder = measureLadder(values['ladder-file']);
const result = { machine, levels: LEVELS, speed, ladder, files };
writeFileSync(join(ROOT, 'docs/benchmarks/levels.json'), `${JSON.stringify(result, null, 1)}\n`);
