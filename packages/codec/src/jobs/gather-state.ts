/**
 * State that a job starts from: the snapshot that an earlier one left, and bases of earlier ones.
 */
import { equalBytes, PmklcError } from '@pmklc/core';
import type { Beginning } from '@pmklc/models';
import type { Passing } from '../passing/passing-plan.ts';
import { SharedBases } from '../passing/shared-bases.ts';
import { filesOf, type JobFolder } from './job-folder.ts';
import { loadJob, type LoadedJob, loadResult, loadSnapshot } from './read-files.ts';

/** Hand-overs of a job's partition. */
export function passingOf({ header, content }: LoadedJob): Passing {
  if (header.packing !== undefined) return header.packing.passing;
  return 'partition' in content ? content.partition.header.model : {};
}

/**
 * Reads what a job starts from.
 * @throws PmklcError `incomplete` when it is not there yet, or damaged; `corrupt` when the job contradicts itself
 */
export async function gatherState(
  folder: JobFolder,
  job: LoadedJob,
  memoryLimitBytes: number | undefined,
): Promise<Pick<Beginning, 'snapshot' | 'prefix'>> {
  const { snapshotFrom, prefixUpTo } = passingOf(job);
  const { origin, primers, index } = job.header;
  const isWhole =
    (snapshotFrom === undefined) === (origin === undefined) &&
    (prefixUpTo === undefined) === (primers.length === 0);
  if (!isWhole) throw new PmklcError('corrupt', 'a job does not name what it starts from');
  const snapshot =
    snapshotFrom === undefined ? undefined : await snapshotOf(folder, index, snapshotFrom, origin!);
  const prefix =
    prefixUpTo === undefined ? undefined : await prefixOf(folder, job, memoryLimitBytes);
  return { ...(snapshot && { snapshot }), ...(prefix && { prefix }) };
}

async function snapshotOf(
  folder: JobFolder,
  index: number,
  origin: number,
  id: Uint8Array,
): Promise<Beginning['snapshot']> {
  const found = await loadSnapshot(folder, origin, id);
  if (typeof found === 'object') return found;
  throw notReady(index, filesOf(origin).snapshot, found);
}

async function prefixOf(
  folder: JobFolder,
  { header, content }: LoadedJob,
  memoryLimitBytes: number | undefined,
): Promise<Uint8Array> {
  const shared = new SharedBases();
  for (const { index, id } of header.primers) {
    const bases = await ('block' in content
      ? basesOfJob(folder, index, id, memoryLimitBytes)
      : basesOfResult(folder, header.index, { index, id }, memoryLimitBytes));
    shared.keep(index, bases.length, Promise.resolve(bases));
  }
  return shared.upTo(header.index);
}

/** When packing, bases are in the earlier job itself: nobody waits for them. */
async function basesOfJob(
  folder: JobFolder,
  index: number,
  id: Uint8Array,
  memoryLimitBytes: number | undefined,
): Promise<Uint8Array> {
  const { content, id: found } = await loadJob(folder, index, memoryLimitBytes);
  if (equalBytes(found, id) && 'block' in content) return content.block.bases;
  throw new PmklcError('corrupt', `${filesOf(index).job} is of other work`);
}

/** When unpacking, they are what the earlier job finds. */
async function basesOfResult(
  folder: JobFolder,
  own: number,
  { index, id }: { readonly index: number; readonly id: Uint8Array },
  memoryLimitBytes: number | undefined,
): Promise<Uint8Array> {
  const found = await loadResult(folder, index, id, memoryLimitBytes);
  if (typeof found === 'object' && 'block' in found) return found.block.bases;
  throw notReady(own, filesOf(index).result, typeof found === 'string' ? found : 'damaged');
}

function notReady(index: number, needed: string, why: string): PmklcError {
  const { job } = filesOf(index);
  return new PmklcError('incomplete', `${job} starts from ${needed}, which is ${why}`);
}
