/**
 * Has a worker inspect a file.
 */
import { Worker } from 'node:worker_threads';
import type { Inspection } from '@pmklc/codec';
import type { PmklcErrorCode } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';
import type { InspectJob, InspectMessage } from './inspect-job.ts';

/** Hears of the work while it is going on. */
export interface InspectionListener {
  /** So many bytes of the file are done. */
  onProgress(done: number): void;
  /** This level codes the file, which is no archive. */
  onLevel(level: number): void;
}

/**
 * @throws what `inspectArchive` throws, a system error, or the signal's reason
 */
export async function runInspection(
  job: InspectJob,
  signal: AbortSignal,
  listener: InspectionListener,
): Promise<Inspection> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./inspect-worker.js', import.meta.url), { workerData: job });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: InspectMessage) => {
        if ('done' in message) listener.onProgress(message.done);
        else if ('level' in message) listener.onLevel(message.level);
        else if ('inspection' in message) resolve(message.inspection);
        else reject(errorOf(message.failure));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the worker ended early')));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

type Failure = Extract<InspectMessage, { failure: unknown }>['failure'];

function errorOf({ kind, code, message }: Failure): Error {
  if (kind === 'PmklcError') return new PmklcError(code as PmklcErrorCode, message);
  if (kind === 'RangeError') return new RangeError(message);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
