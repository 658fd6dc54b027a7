/**
 * Reading of the files of divided work, with errors that say which file it is.
 */
import {
  type JobContent,
  type JobHeader,
  readJob,
  readResult,
  readSkeleton,
  readSnapshotFile,
  type Skeleton,
} from '@pmklc/container';
import { equalBytes, PmklcError } from '@pmklc/core';
import type { Snapshot } from '@pmklc/models';
import { filesOf, idOfFile, type JobFolder, SKELETON_FILE } from './job-folder.ts';

/** A job that was read. */
export interface LoadedJob {
  readonly id: Uint8Array;
  readonly header: JobHeader;
  readonly content: JobContent;
}

/**
 * Reads a job.
 * @throws PmklcError `incomplete` when it is not there, or as `readJob`
 */
export async function loadJob(
  folder: JobFolder,
  index: number,
  memoryLimitBytes?: number,
): Promise<LoadedJob> {
  const { job: name } = filesOf(index);
  const bytes = await folder.read(name);
  if (bytes === undefined) throw new PmklcError('incomplete', `${name} is not there`);
  const job = await about(name, readJob(bytes, memoryLimitBytes));
  if (job.header.index !== index) {
    throw new PmklcError('corrupt', `${name} is the job of another partition`);
  }
  return { id: idOfFile(bytes), ...job };
}

/** The skeleton. @throws PmklcError `incomplete` when it is not there, or as `readSkeleton` */
export async function loadSkeleton(folder: JobFolder): Promise<Skeleton> {
  const bytes = await folder.read(SKELETON_FILE);
  if (bytes !== undefined) return about(SKELETON_FILE, readSkeleton(bytes));
  const what = 'there is no skeleton: the work was not divided to its end';
  throw new PmklcError('incomplete', what);
}

/**
 * The result of a job.
 * @returns why it is of no use, if so
 */
export async function loadResult(
  folder: JobFolder,
  index: number,
  jobId: Uint8Array,
  memoryLimitBytes?: number,
): Promise<JobContent | Useless> {
  const bytes = await folder.read(filesOf(index).result);
  if (bytes === undefined) return 'missing';
  const result = await wholeOrNot(readResult(bytes, memoryLimitBytes));
  if (result === undefined) return 'damaged';
  return equalBytes(result.jobId, jobId) ? result.content : 'of another job';
}

/**
 * The snapshot that a job left.
 * @returns why it is of no use, if so
 */
export async function loadSnapshot(
  folder: JobFolder,
  index: number,
  jobId: Uint8Array,
): Promise<Snapshot | Useless> {
  const bytes = await folder.read(filesOf(index).snapshot);
  if (bytes === undefined) return 'missing';
  const read = await wholeOrNot(readSnapshotFile(bytes));
  if (read === undefined) return 'damaged';
  return equalBytes(read.jobId, jobId) ? read.snapshot : 'of another job';
}

/** Why a file is of no use. */
export type Useless = 'missing' | 'damaged' | 'of another job';

/** Content that is read; undefined where it is damaged. */
async function wholeOrNot<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PmklcError && error.code !== 'memory-limit') return undefined;
    throw error;
  }
}

async function about<Read>(name: string, reading: Promise<Read>): Promise<Read> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
    throw new PmklcError(error.code, `${name}: ${error.message}`, { cause: error });
  }
}
