/**
 * The skeleton: what a joined file needs besides the results, and which results these are.
 */
import type { ByteSource } from '../framing/byte-queue.ts';
import { DEFAULT_MEMORY_LIMIT_BYTES } from '../framing/format.ts';
import { SkeletonType } from '../messages/schema.ts';
import { JobFileReader, jobFile, KIND_SKELETON, messageRecord } from './job-file.ts';
import { idOf, type Task, taskNumber, taskOf } from './job-header.ts';

/** Skeleton of an archive, or of a file that is unpacked. */
export interface Skeleton {
  readonly task: Task;
  /** First 16 bytes of the SHA-256 of the original bytes. */
  readonly digest: Uint8Array;
  /** Ids of the jobs, in the order of their partitions. */
  readonly jobIds: readonly Uint8Array[];
}

/** The bytes of a skeleton. */
export function encodeSkeleton({ task, digest, jobIds }: Skeleton): AsyncGenerator<Uint8Array> {
  const message = { task: taskNumber(task), digest, jobIds: [...jobIds] };
  return jobFile(messageRecord(KIND_SKELETON, SkeletonType, message));
}

/**
 * Reads a skeleton.
 * @throws PmklcError as `readJob`
 */
export async function readSkeleton(
  source: ByteSource,
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
): Promise<Skeleton> {
  const reader = await JobFileReader.open(source, memoryLimitBytes);
  const { message } = await reader.record(KIND_SKELETON, SkeletonType, 'a skeleton');
  await reader.end();
  return {
    task: taskOf(message.task),
    digest: idOf(message.digest),
    jobIds: message.jobIds.map(idOf),
  };
}
