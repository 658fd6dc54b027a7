/**
 * Runs a command and says what CPU time and memory it took, of all its processes and threads.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { text } from 'node:stream/consumers';

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Prints the peak memory of a Node process when it ends. */
const MEMORY_HOOK =
  'data:text/javascript,process.on("exit",()=>process._rawDebug("maxrss",process.resourceUsage().maxRSS))';

/** GNU time knows the peak memory of any command; without it, only Node's is known. */
const GNU_TIME = '/usr/bin/time';
const MEMORY_PREFIX =
  process.platform === 'linux' && existsSync(GNU_TIME) ? `${GNU_TIME} -f 'maxrss %M' ` : '';

/** Runs that are compared share a core, where that can be asked for: caches and clocks differ. */
const isThere = (program) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;
export const IS_PINNED = isThere('taskset');
/** Cores that runs are pinned to, the last one first: the first is the busiest with other work. */
export const CORES = cpus().map((_, i, { length }) => length - 1 - i);
const pinPrefix = (core) => (IS_PINNED ? `taskset -c ${core} ` : '');

/** A command line of this Node, with its arguments quoted. */
export function nodeLine(args) {
  return [process.execPath, '--import', MEMORY_HOOK, ...args].map(quote).join(' ');
}

/**
 * @param line one command for bash, redirections allowed
 * @returns CPU seconds, and the peak resident KiB of its largest process, 0 where that is not known
 * @throws Error when it fails
 */
export async function timeLine(line, { cwd, core = CORES[0] } = {}) {
  const timed = `TIMEFORMAT='cpu %U %S'; time ${pinPrefix(core)}${MEMORY_PREFIX}${line}`;
  const bash = spawn('bash', ['-c', timed], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const [stderr, [status]] = await Promise.all([text(bash.stderr), once(bash, 'close')]);
  const cpu = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr);
  if (status !== 0 || !cpu) throw new Error(`${line}: exit ${status}\n${stderr.slice(-2000)}`);
  const peaks = [...stderr.matchAll(/maxrss (\d+)$/gm)].map(([, kib]) => Number(kib));
  return {
    cpuSeconds: Number((Number(cpu[1]) + Number(cpu[2])).toFixed(3)),
    peakKib: Math.max(0, ...peaks),
  };
}

/** Runs a program with its arguments and times it; its output is dropped. */
export function runTimed(command, args) {
  if (command === process.execPath) return timeLine(nodeLine(args));
  return timeLine([command, ...args].map(quote).join(' '));
}
