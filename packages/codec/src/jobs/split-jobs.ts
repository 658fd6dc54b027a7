/**
 * Divides packing or unpacking into jobs: files that any machine can work on, and that depend on nothing but each other.
 */
import {
  checkSource,
  DEFAULT_MEMORY_LIMIT_BYTES,
  DigestStream,
  encodeJob,
  encodeSkeleton,
  type PackSettings,
  readArchives,
  type ArchiveReader,
} from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { encodeConfig, MODEL_REVISION } from '@pmklc/models';
import { checkCodingOptions, checkCompressOptions } from '../check-options.ts';
import type { ByteSource, CompressOptions, DecompressOptions } from '../options.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import { knowledgeIds } from '../partition/starting-state.ts';
import { planInput } from '../planning/plan-input.ts';
import type { PlannedPartition } from '../planning/planned-partition.ts';
import { EarlierJobs } from './earlier-jobs.ts';
import { filesOf, type JobFolder, SKELETON_FILE, writeDigested } from './job-folder.ts';

/** Options that decide what an archive is, as far as jobs can follow them. */
export type SplitPackingOptions = Pick<
  CompressOptions,
  | 'level'
  | 'model'
  | 'lanes'
  | 'format'
  | 'inputBytes'
  | 'partitions'
  | 'passing'
  | 'knowledge'
  | 'memoryLimitBytes'
  | 'engine'
  | 'signal'
>;

/** Work that was divided. */
export interface SplitSummary {
  /** Number of jobs. */
  readonly jobs: number;
  /** Level that codes, which is below the one asked for where memory is not enough; 0 when unpacking. */
  readonly level: number;
}

/**
 * Divides the packing of `input` into jobs. The same input and options make the same files.
 *
 * @throws as `compress`; RangeError for `sprm`, which no two machines do alike
 */
export async function splitPacking(
  input: ByteSource,
  folder: JobFolder,
  options: SplitPackingOptions = {},
): Promise<SplitSummary> {
  checkSource('input', input);
  checkCompressOptions(options);
  await loadWasm(options.engine);
  const { signal = new AbortController().signal, knowledge } = options;
  const digest = new DigestStream();
  const plan = planInput(input, { ...options, signal }, {}, digest);
  if (plan.select === 'sprm') {
    throw new RangeError('a private network ("sprm") is trained on one machine, not in jobs');
  }
  const packs = plan.select === 'none' ? [] : knowledgeIds(knowledge?.packs);
  const jobs = new EarlierJobs();
  for await (const planned of plan.partitions) {
    const { index, block, passing } = planned;
    const header = { index, ...jobs.neededBy(passing), packing: settingsOf(planned, packs) };
    const chunks = encodeJob(header, { block });
    jobs.add(await writeDigested(folder, filesOf(index).job, chunks), passing);
  }
  const skeleton = { task: 'pack', digest: digest.digest(), jobIds: jobs.ids } as const;
  await folder.write(SKELETON_FILE, encodeSkeleton(skeleton));
  return { jobs: jobs.ids.length, level: plan.level };
}

/**
 * Divides the unpacking of one archive of one file into jobs.
 *
 * @throws PmklcError as `decompress`, and `unsupported-feature` for collections, mates and several archives in a row
 */
export async function splitUnpacking(
  archive: ByteSource,
  folder: JobFolder,
  options: Pick<DecompressOptions, 'memoryLimitBytes' | 'signal'> = {},
): Promise<SplitSummary> {
  checkSource('archive', archive);
  checkCodingOptions(options);
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES, signal } = options;
  const jobs = new EarlierJobs();
  let read: ArchiveReader | undefined;
  for await (const reader of readArchives(archive, { memoryLimitBytes })) {
    checkKind(reader, read);
    read = reader;
    for await (const { header, streams, ...rest } of partitionsOf(reader)) {
      signal?.throwIfAborted();
      const { index, model } = header;
      const partition = { info: header, streams, ...rest };
      const chunks = encodeJob({ index, ...jobs.neededBy(model) }, { partition });
      jobs.add(await writeDigested(folder, filesOf(index).job, chunks), model);
    }
  }
  const { digest } = read!.summary;
  await folder.write(SKELETON_FILE, encodeSkeleton({ task: 'unpack', digest, jobIds: jobs.ids }));
  return { jobs: jobs.ids.length, level: 0 };
}

function settingsOf(
  { settings, passing, contentCrc }: PlannedPartition,
  packs: readonly Uint8Array[],
): PackSettings {
  const { level, model, lanes = 1, select = 'auto' } = settings;
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = settings;
  return {
    level,
    modelRevision: MODEL_REVISION,
    config: model === undefined ? new Uint8Array(0) : encodeConfig(model),
    lanes,
    memoryLimitBytes,
    select: select === 'none' || select === 'spum' ? select : 'auto',
    packs,
    passing,
    ...(contentCrc === undefined ? {} : { contentCrc }),
  };
}

/** @throws PmklcError when jobs do not unpack such an archive, or it follows another */
function checkKind({ members, header }: ArchiveReader, before: ArchiveReader | undefined): void {
  const found =
    (before && 'several archives in a row') ??
    (members && 'a collection') ??
    (header.mateNames && 'an archive of mates');
  if (found === undefined) return;
  throw new PmklcError('unsupported-feature', `jobs unpack an archive of one file, not ${found}`);
}

async function* partitionsOf(reader: ArchiveReader) {
  for await (const partition of reader.partitions()) {
    const { header, streams } = partition;
    yield { header, streams, payload: await partition.readPayload() };
  }
}
