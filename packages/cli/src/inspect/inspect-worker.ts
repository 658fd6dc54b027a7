/**
 * The worker that inspects, so that the thread of the command is there to be interrupted.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { ByteSource, Inspection } from '@pmklc/codec';
import { compressStream, inspectArchive } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { loadPredictor } from '@pmklc/parallel';
import type { InspectJob, InspectMessage } from './inspect-job.ts';

/** How archives begin: docs/format/README.md, "Preamble". */
const MAGIC = Uint8Array.of(0x9d, 0x50, 0x4d, 0x4b);

const tell = (message: InspectMessage) => parentPort!.postMessage(message);

async function inspect(job: InspectJob): Promise<Inspection> {
  const { path, level, select, predictorModule, options } = job;
  const predictor =
    predictorModule === undefined ? {} : { predictor: await loadPredictor(predictorModule) };
  const shared = { ...options, ...predictor };
  const file = createReadStream(path);
  // An archive is read, or packed and read: the share that is done counts twice there.
  const isPacked = await isArchive(path);
  let packed = 0;
  const onPacked = ({ originalBytes }: { originalBytes: number }) => {
    packed = originalBytes;
    tell({ done: packed / 2 });
  };
  const archive: ByteSource = isPacked
    ? file
    : compressStream(file, {
        ...shared,
        level,
        knowledge: { ...options.knowledge, select },
        on: { progress: onPacked, level: (used) => tell({ level: used }) },
      });
  return inspectArchive(archive, {
    ...shared,
    on: {
      progress: ({ archiveBytes, originalBytes }) =>
        tell({ done: isPacked ? archiveBytes : (packed + originalBytes) / 2 }),
    },
  });
}

async function isArchive(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(MAGIC.length));
    return Buffer.compare(buffer.subarray(0, bytesRead), MAGIC) === 0;
  } finally {
    await handle.close();
  }
}

try {
  tell({ inspection: await inspect(workerData as InspectJob) });
} catch (error) {
  const { message, name, code } = error as Error & { code?: string };
  tell({ failure: { message, code, kind: error instanceof PmklcError ? 'PmklcError' : name } });
}
