/**
 * Input made on the way, the command that packs it, the command that unpacks that, and who compares.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BYTES_A_BASE, DEFAULT_MEMORY_LIMIT_BYTES } from '@pmklc/container';
import { configForLevel, memoryBytes } from '@pmklc/models';
import { DEFAULT_PARTITION_BASES } from '@pmklc/codec';
import { ROOT } from '../workspace.mjs';
import { endlessGenome } from './endless-genome.mjs';
import { endlessReads } from './endless-reads.mjs';

const MAIN = join(ROOT, 'packages', 'cli', 'dist', 'main.js');
const SAMPLE_MS = 200;
/** Memory that a process may take above its plan. */
const ROOM_BYTES = 64 * 2 ** 20;

/** Inputs, by name. */
export const INPUTS = { genome: endlessGenome, reads: endlessReads };

/**
 * Memory that the level is planned to need: the model, bases and side streams of a partition. Those of reads are as large as partitions are
 * made by the limit.
 */
function planOf(level, bytes, input) {
  if (input === 'reads') return DEFAULT_MEMORY_LIMIT_BYTES;
  const bases = Math.min(bytes, DEFAULT_PARTITION_BASES);
  const model = memoryBytes(configForLevel(level, bases), bases);
  return model + BYTES_A_BASE * bases + Math.max(2 ** 20, bases / 8);
}

/** Watches the memory of a process, in two halves of the way. */
class Watched {
  earlyBytes = 0;
  lateBytes = 0;
  cpuSeconds = 0;

  constructor(args) {
    this.child = spawn(process.execPath, [MAIN, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = once(this.child, 'exit');
  }

  sample(isLate) {
    const { residentBytes, cpuSeconds } = usageOf(this.child.pid);
    this.cpuSeconds = Math.max(this.cpuSeconds, cpuSeconds);
    const key = isLate ? 'lateBytes' : 'earlyBytes';
    this[key] = Math.max(this[key], residentBytes);
  }
}

/** Usage of a process, from /proc, so on Linux only. */
function usageOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [, 0];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return {
      residentBytes: 1024 * kib,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
    };
  } catch {
    // The process has ended.
    return { residentBytes: 0, cpuSeconds: 0 };
  }
}

/** @returns what came of it, in plain numbers, and what is wrong with them */
export async function runPipe({ bytes, level, limitMs, input = 'genome' }) {
  const start = performance.now();
  const packing = new Watched([`-${level}`, '-T1', '--select', 'none', '-c']);
  const unpacking = new Watched(['-d', '-T1', '-c']);
  const digests = [createHash('sha256'), createHash('sha256')];
  const done = { in: 0, out: 0, archive: 0 };
  const isLate = () => done.out > bytes / 2 || performance.now() - start > limitMs / 2;
  const timer = setInterval(() => {
    for (const watched of [packing, unpacking]) watched.sample(isLate());
  }, SAMPLE_MS);
  packing.child.stdout.on('data', (chunk) => (done.archive += chunk.length));
  packing.child.stdout.pipe(unpacking.child.stdin);
  const received = (async () => {
    for await (const chunk of unpacking.child.stdout) {
      digests[1].update(chunk);
      done.out += chunk.length;
    }
  })();
  for (const chunk of INPUTS[input](bytes)) {
    if (performance.now() - start > limitMs) break;
    digests[0].update(chunk);
    done.in += chunk.length;
    if (!packing.child.stdin.write(chunk)) await once(packing.child.stdin, 'drain');
  }
  packing.child.stdin.end();
  await received;
  const codes = (await Promise.all([packing.ended, unpacking.ended])).map(([code]) => code);
  clearInterval(timer);
  const result = {
    bytes: done.in,
    archiveBytes: done.archive,
    seconds: (performance.now() - start) / 1000,
    level,
    isSame: digests[0].digest('hex') === digests[1].digest('hex') && done.in === done.out,
    packing: factsOf(packing, planOf(level, done.in, input)),
    unpacking: factsOf(unpacking, planOf(level, done.in, input)),
  };
  return { ...result, problems: problemsOf(result, codes) };
}

function factsOf({ earlyBytes, lateBytes, cpuSeconds }, planBytes) {
  return { planBytes, earlyBytes, lateBytes, cpuSeconds };
}

function problemsOf({ isSame, ...rest }, codes) {
  const problems = isSame ? [] : ['what came out is not what went in'];
  if (codes.some((code) => code !== 0)) problems.push(`exit status ${codes.join(' and ')}`);
  for (const name of ['packing', 'unpacking']) {
    const { planBytes, earlyBytes, lateBytes } = rest[name];
    const most = Math.max(earlyBytes, lateBytes);
    if (most > planBytes + ROOM_BYTES) {
      const over = Math.round((most - planBytes) / 2 ** 20);
      problems.push(`${name} took ${over} MiB more than its plan`);
    }
    if (earlyBytes > 0 && lateBytes > earlyBytes + ROOM_BYTES) {
      const grown = Math.round((lateBytes - earlyBytes) / 2 ** 20);
      problems.push(`${name} grew by ${grown} MiB`);
    }
  }
  return problems;
}
