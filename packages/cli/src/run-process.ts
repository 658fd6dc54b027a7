/**
 * The process of `pmklc`: connects its signals, arguments and exit code to `runCli`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { removeUnfinished } from './collection/restored-tree.ts';
import { removeTemporaries } from './files/output.ts';
import { runCli } from './run-cli.ts';

/** How long work that was interrupted may take to end. */
const GRACE_MS = 2000;

const interrupted = new AbortController();

/** Removes what is not complete. */
function removeAll(): void {
  removeTemporaries();
  removeUnfinished();
}

/** Cleans up, then dies of the signal as if it had not been caught, so that shells see it. */
async function endBySignal(signal: NodeJS.Signals): Promise<void> {
  if (interrupted.signal.aborted) {
    removeAll();
    process.kill(process.pid, 'SIGKILL');
  }
  interrupted.abort(signal);
  // A write to a pipe that nobody reads would not end.
  await Promise.race([running.catch(() => {}), wait(GRACE_MS)]);
  removeAll();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void endBySignal(signal));
}
process.on('exit', removeAll);

const running = runCli(process.argv.slice(2), interrupted.signal);
try {
  process.exitCode = await running;
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}
