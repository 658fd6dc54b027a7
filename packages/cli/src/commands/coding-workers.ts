/**
 * Workers in which the command codes, so that its own thread is there to write, to show and to be stopped.
 */
import { WorkerRunner } from '@pmklc/parallel';
import type { LoadedPlugin } from '../flags/load-plugin.ts';

/**
 * Bytes that are coded here before the first worker starts, a quarter of a second of work at most. A file of
 * 19 kB takes a third less CPU time so.
 */
const LOCAL_BYTES = 2 ** 17;

/**
 * Whoever gets it must `destroy` it.
 * @param localBytes what is coded here before the first worker starts
 */
export function codingWorkers(
  threads: number,
  plugin: LoadedPlugin | undefined,
  localBytes = LOCAL_BYTES,
): WorkerRunner {
  return new WorkerRunner({
    threads,
    localBytes,
    ...(plugin && { predictorModule: plugin.predictorModule }),
  });
}
