/**
 * Work that a page asks for, done in the worker.
 */
import {
  compressStream,
  createInProcessRunner,
  decompressStream,
  inspectArchive,
} from '@pmklc/codec';
import { loadPublicPack } from '@pmklc/knowledge';
import { chunksOf } from '../blob-source.ts';
import type { Results, Task, WebPackOptions, WebProgress } from '../messages.ts';
import type { Archives } from './archives.ts';
import { collectBlob } from './collect-blob.ts';
import type { Gate } from './gate.ts';

/** Ways in which work is talked to, and talks. */
export interface Talk {
  readonly signal: AbortSignal;
  readonly gate: Gate;
  progress(progress: WebProgress): void;
}

/** @throws whatever the work throws; the signal's reason */
export async function carryOut(
  task: Task,
  archives: Archives,
  talk: Talk,
): Promise<Results[Task['kind']]> {
  switch (task.kind) {
    case 'knowledge':
      return (await loadPublicPack(task.file)).hexId;
    case 'pack':
      return pack(task.file, task.options, talk);
    case 'unpack':
      return unpack(task.file, task.memoryLimitBytes, talk);
    case 'inspect':
      return inspect(task.file, task.maxBins, talk);
    case 'open':
      return archives.open(task.source);
    case 'records':
      return archives.records(task.archive, task.most);
    case 'find':
      return archives.get(task.archive).find(task.name);
    case 'read':
      return archives.get(task.archive).read(task.record, task.start, task.end);
    case 'transferred':
      return archives.transferred(task.archive);
    case 'close':
      return archives.close(task.archive);
  }
}

async function pack(file: Blob, options: WebPackOptions, talk: Talk): Promise<Blob> {
  const { level, select, partitionBases, passing, memoryLimitBytes } = options;
  const archive = compressStream(chunksOf(file), {
    ...(level === undefined ? {} : { level }),
    ...(select === undefined ? {} : { knowledge: { select } }),
    ...(partitionBases === undefined ? {} : { partitions: { bases: partitionBases } }),
    ...(passing === undefined ? {} : { passing: { topology: passing } }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    inputBytes: file.size,
    ...shared(talk, 'originalBytes', file.size),
  });
  return collectBlob(archive);
}

async function unpack(file: Blob, memoryLimitBytes: number | undefined, talk: Talk): Promise<Blob> {
  const bytes = decompressStream(chunksOf(file), {
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    ...shared(talk, 'archiveBytes', file.size),
  });
  return collectBlob(bytes);
}

async function inspect(file: Blob, maxBins: number, talk: Talk) {
  const { signal, on } = shared(talk, 'archiveBytes', file.size);
  return inspectArchive(chunksOf(file), { maxBins, signal, on });
}

function shared(
  { signal, gate, progress }: Talk,
  counted: 'originalBytes' | 'archiveBytes',
  total: number,
) {
  return {
    signal,
    runner: createInProcessRunner(() => gate.pass()),
    on: {
      progress: (report: Record<typeof counted, number>) =>
        progress({ done: report[counted], total }),
    },
  };
}
