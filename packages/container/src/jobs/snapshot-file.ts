/**
 * Snapshots as files: what a model had learned after so many bases of a job, for the jobs that start from it.
 */
import { PmklcError } from '@pmklc/core';
import type { ByteSource } from '../framing/byte-queue.ts';
import { DEFAULT_MEMORY_LIMIT_BYTES } from '../framing/format.ts';
import { SnapshotHeaderType, toSafeInteger } from '../messages/schema.ts';
import { JobFileReader, jobFile, KIND_SNAPSHOT, messageRecord } from './job-file.ts';
import { idOf } from './job-header.ts';

/** A snapshot, as that of `@pmklc/models`. */
export interface PlainSnapshot {
  /** Bases that the model learned from. */
  readonly bases: number;
  readonly parts: readonly Uint8Array[];
}

/** The bytes of a snapshot. @param jobId 16 bytes: the job that it is of */
export function encodeSnapshotFile(
  jobId: Uint8Array,
  { bases, parts }: PlainSnapshot,
): AsyncGenerator<Uint8Array> {
  const message = { jobId, bases, partBytes: parts.map(({ length }) => length) };
  return jobFile(messageRecord(KIND_SNAPSHOT, SnapshotHeaderType, message, parts));
}

/**
 * Reads a snapshot; whether it fits a model is for the model to say.
 * @throws PmklcError as `readJob`
 */
export async function readSnapshotFile(
  source: ByteSource,
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
): Promise<{ readonly jobId: Uint8Array; readonly snapshot: PlainSnapshot }> {
  const reader = await JobFileReader.open(source, memoryLimitBytes);
  const { message, rest } = await reader.record(KIND_SNAPSHOT, SnapshotHeaderType, 'a snapshot');
  await reader.end();
  const bases = toSafeInteger(message.bases, 'the bases of a snapshot');
  let at = 0;
  const parts = message.partBytes.map((value) => {
    const start = at;
    at += toSafeInteger(value, 'a part of a snapshot');
    return rest.subarray(start, at);
  });
  if (at !== rest.length) {
    throw new PmklcError('corrupt', 'a snapshot is not as long as its header says');
  }
  return { jobId: idOf(message.jobId), snapshot: { bases, parts } };
}
