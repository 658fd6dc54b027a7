/**
 * Runs a command and says what CPU time and memory it took, of all its processes and threads.
 */
import { spawnSync } from 'node:child_process';

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Prints the peak memory of a Node process when it ends. */
const MEMORY_HOOK =
  'data:text/javascript,process.on("exit",()=>process._rawDebug("maxrss",process.resourceUsage().maxRSS))';

/** @returns CPU seconds, and for Node the peak resident KiB */
export function runTimed(command, args) {
  const words = command === process.execPath ? ['--import', MEMORY_HOOK, ...args] : args;
  const line = [command, ...words].map(quote).join(' ');
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='cpu %U %S'; time ${line} >/dev/null`],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  const cpu = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr);
  if (status !== 0 || !cpu) throw new Error(`${line}: exit ${status}\n${stderr}`);
  return {
    cpuSeconds: Number(cpu[1]) + Number(cpu[2]),
    peakKib: Number(/^maxrss (\d+)$/m.exec(stderr)?.[1] ?? 0),
  };
}
