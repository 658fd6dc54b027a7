/**
 * Joins results: an archive, or the original bytes, as one machine would have made them.
 */
import { ArchiveWriter, DigestStream, type JobContent, type Skeleton } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { joinBlock } from '@pmklc/sequence';
import { jobName, type JobFolder } from './job-folder.ts';
import { loadResult, loadSkeleton, type Useless } from './read-files.ts';

/** Results that a message names before it only counts. */
const NAMED_RESULTS = 5;

/** Options of joining. */
export interface JoinOptions {
  /** Most memory for one result, 1..2^53-1; default 2^31. */
  readonly memoryLimitBytes?: number;
  /** Stops the work; its reason is thrown. Default none. */
  readonly signal?: AbortSignal;
}

/**
 * Joins the results of all jobs. They are looked through before the first chunk is given.
 *
 * @returns chunks of an archive, or of the original bytes: complete when the iteration ends without an error
 * @throws PmklcError `incomplete`, which names results that are missing or damaged, or as `readArchives`
 */
export async function* joinJobs(
  folder: JobFolder,
  options: JoinOptions = {},
): AsyncGenerator<Uint8Array> {
  const skeleton = await loadSkeleton(folder);
  await checkResults(folder, skeleton, options);
  yield* skeleton.task === 'pack'
    ? joinArchive(folder, skeleton, options)
    : joinBytes(folder, skeleton, options);
}

async function checkResults(
  folder: JobFolder,
  { jobIds, task }: Skeleton,
  { memoryLimitBytes, signal }: JoinOptions,
): Promise<void> {
  const useless = new Map<Useless, string[]>();
  for (const [index, id] of jobIds.entries()) {
    signal?.throwIfAborted();
    const found = await loadResult(folder, index, id, memoryLimitBytes);
    const why = typeof found === 'string' ? found : hasKind(found, task) ? undefined : 'damaged';
    if (why !== undefined) useless.set(why, [...(useless.get(why) ?? []), jobName(index)]);
  }
  if (useless.size === 0) return;
  const reasons = [...useless].map(([why, names]) => `${listed(names)} ${why}`);
  throw new PmklcError('incomplete', `results are not all there: ${reasons.join(', ')}`);
}

function hasKind(content: JobContent, task: Skeleton['task']): boolean {
  return task === 'pack' ? 'partition' in content : 'block' in content;
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED_RESULTS;
  const named = names.slice(0, NAMED_RESULTS).join(', ');
  return rest > 0 ? `${named} and ${rest} more` : named;
}

async function* joinArchive(
  folder: JobFolder,
  { jobIds, digest }: Skeleton,
  options: JoinOptions,
): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  await writer.begin();
  for await (const content of contents(folder, jobIds, options)) {
    if (!('partition' in content)) throw changed();
    const { header, streams, payload } = content.partition;
    await writer.partition({ info: header, streams, payload });
    yield* chunks.splice(0);
  }
  await writer.finish(digest);
  yield* chunks;
}

async function* joinBytes(
  folder: JobFolder,
  { jobIds, digest: expected }: Skeleton,
  options: JoinOptions,
): AsyncGenerator<Uint8Array> {
  const digest = new DigestStream();
  for await (const content of contents(folder, jobIds, options)) {
    if (!('block' in content)) throw changed();
    for (const chunk of joinBlock(content.block)) {
      digest.update(chunk);
      yield chunk;
    }
  }
  digest.verify(expected);
}

async function* contents(
  folder: JobFolder,
  jobIds: readonly Uint8Array[],
  { memoryLimitBytes, signal }: JoinOptions,
): AsyncGenerator<JobContent> {
  for (const [index, id] of jobIds.entries()) {
    signal?.throwIfAborted();
    const found = await loadResult(folder, index, id, memoryLimitBytes);
    if (typeof found === 'string') throw changed();
    yield found;
  }
}

function changed(): PmklcError {
  return new PmklcError('incomplete', 'a result changed while it was joined');
}
