/**
 * Runs a command and says what CPU time and memory it took, of all its processes and threads.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Prints the peak memory of a Node process when it ends. */
const MEMORY_HOOK =
  'data:text/javascript,process.on("exit",()=>process._rawDebug("maxrss",process.resourceUsage().maxRSS))';

/** GNU time knows the peak memory of any command; without it, only Node's is known. */
const GNU_TIME = '/usr/bin/time';
const MEMORY_PREFIX =
  process.platform === 'linux' && existsSync(GNU_TIME) ? `${GNU_TIME} -f 'maxrss %M' ` : '';

/** Every run on the same core, where that can be asked for: caches and clocks differ. */
const CORE = cpus().length - 1;
const isThere = (program) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;
export const IS_PINNED = isThere('taskset');
const PIN_PREFIX = IS_PINNED ? `taskset -c ${CORE} ` : '';

/** A command line of this Node, with its arguments quoted. */
export function nodeLine(args) {
  return [process.execPath, '--import', MEMORY_HOOK, ...args].map(quote).join(' ');
}

/**
 * @param line one command for bash, redirections allowed
 * @returns CPU seconds, and the peak resident KiB of its largest process, 0 where that is not known
 * @throws Error when it fails
 */
export function timeLine(line, cwd) {
  const timed = `TIMEFORMAT='cpu %U %S'; time ${PIN_PREFIX}${MEMORY_PREFIX}${line}`;
  const { status, stderr } = spawnSync('bash', ['-c', timed], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const cpu = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr);
  if (status !== 0 || !cpu) throw new Error(`${line}: exit ${status}\n${stderr.slice(-2000)}`);
  const peaks = [...stderr.matchAll(/maxrss (\d+)$/gm)].map(([, kib]) => Number(kib));
  return {
    cpuSeconds: Number((Number(cpu[1]) + Number(cpu[2])).toFixed(3)),
    peakKib: Math.max(0, ...peaks),
  };
}

/** The same for a program and its arguments, whose output is dropped. */
export function runTimed(command, args) {
  if (command === process.execPath) return timeLine(nodeLine(args));
  return timeLine([command, ...args].map(quote).join(' '));
}
