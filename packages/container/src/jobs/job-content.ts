/**
 * Jobs and their results: a header, then a block or the record of a partition. A job to pack holds a block, and its result a partition;
 * with a job to unpack it is the other way round.
 */
import { PmklcError } from '@pmklc/core';
import type { ByteSource } from '../framing/byte-queue.ts';
import { DEFAULT_MEMORY_LIMIT_BYTES } from '../framing/format.ts';
import { JobHeaderType, ResultHeaderType } from '../messages/schema.ts';
import type { PackedStream, PartitionHeader } from '../messages/partition-header.ts';
import { PartitionReader } from '../reading/partition-reader.ts';
import { type PartitionContent, partitionRecord } from '../writing/partition-record.ts';
import type { RecordContent } from '../writing/record-frames.ts';
import { blockRecord, type PlainBlock, readBlock } from './block-record.ts';
import {
  JobFileReader,
  jobFile,
  KIND_BLOCK,
  KIND_JOB,
  KIND_RESULT,
  messageRecord,
} from './job-file.ts';
import { idOf, type JobHeader, jobHeaderOf, jobMessage } from './job-header.ts';

/** A partition as a file of a job holds it. */
export interface CodedPartition {
  readonly header: PartitionHeader;
  readonly streams: readonly PackedStream[];
  readonly payload: Uint8Array;
}

/** Content to be written: a block, or a partition that is not numbered yet. */
export type NewContent = { readonly block: PlainBlock } | { readonly partition: PartitionContent };

/** Content that was read. */
export type JobContent = { readonly block: PlainBlock } | { readonly partition: CodedPartition };

/** The bytes of a job. @throws RangeError when a field of the partition is out of its range */
export function encodeJob(header: JobHeader, content: NewContent): AsyncGenerator<Uint8Array> {
  const first = messageRecord(KIND_JOB, JobHeaderType, jobMessage(header));
  return jobFile(first, contentRecord(header.index, content));
}

/**
 * The bytes of a result.
 * @param index number of the partition
 * @param jobId 16 bytes: the digest of the job's file
 */
export function encodeResult(
  index: number,
  jobId: Uint8Array,
  content: NewContent,
): AsyncGenerator<Uint8Array> {
  const first = messageRecord(KIND_RESULT, ResultHeaderType, { jobId });
  return jobFile(first, contentRecord(index, content));
}

/**
 * Reads a job.
 * @throws PmklcError as `readArchives`, and `corrupt` when it is another file of a job
 */
export async function readJob(
  source: ByteSource,
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
): Promise<{ readonly header: JobHeader; readonly content: JobContent }> {
  const reader = await JobFileReader.open(source, memoryLimitBytes);
  const { message } = await reader.record(KIND_JOB, JobHeaderType, 'a job');
  const header = jobHeaderOf(message);
  const content = await readContent(reader, memoryLimitBytes);
  const fits =
    header.packing !== undefined
      ? 'block' in content
      : 'partition' in content && content.partition.header.index === header.index;
  if (!fits) throw new PmklcError('corrupt', 'a job does not hold what its header says');
  return { header, content };
}

/**
 * Reads a result.
 * @throws PmklcError as `readJob`
 */
export async function readResult(
  source: ByteSource,
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
): Promise<{ readonly jobId: Uint8Array; readonly content: JobContent }> {
  const reader = await JobFileReader.open(source, memoryLimitBytes);
  const { message } = await reader.record(KIND_RESULT, ResultHeaderType, 'a result');
  return { jobId: idOf(message.jobId), content: await readContent(reader, memoryLimitBytes) };
}

function contentRecord(index: number, content: NewContent): RecordContent {
  if ('block' in content) return blockRecord(content.block);
  return partitionRecord(index, content.partition);
}

async function readContent(reader: JobFileReader, memoryLimitBytes: number): Promise<JobContent> {
  const content =
    (await reader.nextKind()) === KIND_BLOCK
      ? { block: await readBlock(reader) }
      : { partition: await readCoded(reader, memoryLimitBytes) };
  await reader.end();
  return content;
}

async function readCoded(reader: JobFileReader, memoryLimitBytes: number): Promise<CodedPartition> {
  const { frame, queue } = await reader.frame();
  const partition = await PartitionReader.open(frame, queue, { memoryLimitBytes });
  const { header, streams } = partition;
  return { header, streams, payload: await partition.readPayload() };
}
