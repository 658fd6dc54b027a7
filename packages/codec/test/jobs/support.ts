/** Folders of divided work in memory, and all the work at once. */
import type { JobFolder, JobOptions, SplitPackingOptions } from '@pmklc/codec';
import { joinJobs, runJob, splitPacking, splitUnpacking } from '@pmklc/codec';
import { concat } from '@pmklc/testing';
import { createHash } from 'node:crypto';

/** A folder that remembers in which order its files were written. */
export class MemoryFolder implements JobFolder {
  readonly files = new Map<string, Uint8Array>();
  readonly written: string[] = [];

  async read(name: string): Promise<Uint8Array | undefined> {
    return this.files.get(name)?.slice();
  }

  async write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    this.files.set(name, concat(...pieces));
    this.written.push(name);
  }
}

/** Files by name, as hashes: snapshots are large. */
export function hashesOf({ files }: MemoryFolder): Record<string, string> {
  return Object.fromEntries([...files].map(([name, bytes]) => [name, hashOf(bytes)]));
}

/** A hash that stands for bytes in comparisons. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export async function joined(folder: JobFolder): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of joinJobs(folder)) chunks.push(chunk);
  return concat(...chunks);
}

/** The folder of a split, and the number of its jobs. */
export async function splitOf(
  input: Uint8Array,
  options: SplitPackingOptions,
): Promise<{ folder: MemoryFolder; jobs: number }> {
  const folder = new MemoryFolder();
  const { jobs } = await splitPacking(input, folder, options);
  return { folder, jobs };
}

/** Packs by jobs, one after the other. */
export async function packByJobs(
  input: Uint8Array,
  options: SplitPackingOptions,
  jobOptions: JobOptions = {},
): Promise<{ folder: MemoryFolder; jobs: number; archive: Uint8Array }> {
  const { folder, jobs } = await splitOf(input, options);
  for (let index = 0; index < jobs; index++) await runJob(folder, index, jobOptions);
  return { folder, jobs, archive: await joined(folder) };
}

/** Unpacks by jobs, one after the other. */
export async function unpackByJobs(
  archive: Uint8Array,
  jobOptions: JobOptions = {},
): Promise<Uint8Array> {
  const folder = new MemoryFolder();
  const { jobs } = await splitUnpacking(archive, folder);
  for (let index = 0; index < jobs; index++) await runJob(folder, index, jobOptions);
  return joined(folder);
}
