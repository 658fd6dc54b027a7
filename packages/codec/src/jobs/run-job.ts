/**
 * Does one job. Doing it again changes nothing: it depends on its file, and on what earlier jobs left, alone.
 */
import { encodeResult, encodeSnapshotFile, type PackSettings } from '@pmklc/container';
import { equalBytes, PmklcError } from '@pmklc/core';
import { type Capture, decodeConfig, MODEL_REVISION } from '@pmklc/models';
import { checkCodingOptions } from '../check-options.ts';
import { anySignal } from '../flow/abortable.ts';
import type { CodingOptions } from '../options.ts';
import { checkedBytes } from '../partition/checked-bytes.ts';
import type { JobContext } from '../partition/job.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import { inProcessRunner } from '../partition/partition-runner.ts';
import { readLengthsOf } from '../partition/read-lengths.ts';
import { knowledgeIds } from '../partition/starting-state.ts';
import { encodePlanned } from '../planning/planned-partition.ts';
import { gatherState, passingOf } from './gather-state.ts';
import { filesOf, type JobFolder } from './job-folder.ts';
import { loadJob, type LoadedJob, loadResult, loadSnapshot } from './read-files.ts';

/** Options of doing a job: resources, and how much of it is done. */
export interface JobOptions extends Pick<
  CodingOptions,
  'knowledge' | 'engine' | 'runner' | 'threads' | 'signal' | 'memoryLimitBytes'
> {
  /** Ends as soon as the snapshot for later jobs is there; default false. */
  readonly snapshotOnly?: boolean;
  /** Does it again where it is done; default false. */
  readonly force?: boolean;
  /** Called now and then with the number of bases done, and that of all. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** Options that coding does not know. */
const OWN_OPTIONS: readonly string[] = ['snapshotOnly', 'force', 'onProgress'];

/** Files that a job has to make. */
interface Wanted {
  readonly result: boolean;
  readonly snapshot: boolean;
}

/**
 * Does the job of a partition: leaves its snapshot, if later ones start from it, as soon as it is there, and its result.
 *
 * @param index number of the partition, from 0
 * @returns files that it made; none when they were there
 * @throws PmklcError `incomplete` when something that it starts from is not there; `model-mismatch` when it needs knowledge that is not
 *   given; otherwise as `compress` and `decompress`; the signal's reason when aborted
 */
export async function runJob(
  folder: JobFolder,
  index: number,
  options: JobOptions = {},
): Promise<readonly string[]> {
  checkJobOptions(options);
  await loadWasm(options.engine);
  const job = await loadJob(folder, index, options.memoryLimitBytes);
  const wanted = await wantedOf(folder, job, options);
  const files = filesOf(index);
  const names = [
    ...(wanted.snapshot ? [files.snapshot] : []),
    ...(wanted.result ? [files.result] : []),
  ];
  if (names.length > 0) await makeFiles(folder, job, wanted, options);
  return names;
}

/** @throws TypeError or RangeError when there is no such option, or it is of another kind or out of its range */
function checkJobOptions(options: JobOptions): void {
  const coding = Object.entries(options).filter(([name]) => !OWN_OPTIONS.includes(name));
  checkCodingOptions(Object.fromEntries(coding));
}

async function wantedOf(
  folder: JobFolder,
  job: LoadedJob,
  { force = false, snapshotOnly = false, memoryLimitBytes }: JobOptions,
): Promise<Wanted> {
  const { index } = job.header;
  const isThere = (found: unknown) => typeof found === 'object' && !force;
  const leavesOne = passingOf(job).snapshotBases !== undefined;
  return {
    snapshot: leavesOne && !isThere(await loadSnapshot(folder, index, job.id)),
    result: !snapshotOnly && !isThere(await loadResult(folder, index, job.id, memoryLimitBytes)),
  };
}

async function makeFiles(
  folder: JobFolder,
  job: LoadedJob,
  wanted: Wanted,
  options: JobOptions,
): Promise<void> {
  const { index } = job.header;
  const enough = new AbortController();
  const signal = anySignal(options.signal, enough.signal);
  let saved: Promise<void> | undefined;
  const take: Capture['take'] = (snapshot) => {
    saved ??= folder.write(filesOf(index).snapshot, encodeSnapshotFile(job.id, snapshot));
    saved.then(
      () => wanted.result || enough.abort(),
      (error: unknown) => enough.abort(error),
    );
  };
  const { snapshotBases: bases } = passingOf(job);
  const capture = wanted.snapshot && bases !== undefined ? { capture: { bases, take } } : {};
  const state = await gatherState(folder, job, options.memoryLimitBytes);
  const all = baseCountOf(job);
  const { knowledge, engine, threads, onProgress } = options;
  const context = {
    index,
    engine,
    threads,
    packs: knowledge?.packs,
    signal,
    progress: (done: number) => onProgress?.(done, all),
    ...state,
    ...capture,
  };
  const isShort = !wanted.result;
  try {
    const content = await code(job, context, { ...options, snapshotOnly: isShort });
    await saved;
    if (wanted.result) {
      await folder.write(filesOf(index).result, encodeResult(index, job.id, content));
    }
  } catch (error) {
    await saved;
    if (options.signal?.aborted || !isShort || !enough.signal.aborted) throw error;
  }
}

function baseCountOf({ content }: LoadedJob): number {
  return 'block' in content ? content.block.bases.length : content.partition.header.baseCount;
}

/** Codes the partition; without its side streams where nobody asks for its result. */
async function code(
  { header, content }: LoadedJob,
  context: JobContext,
  { runner = inProcessRunner, snapshotOnly = false }: JobOptions,
): Promise<Parameters<typeof encodeResult>[2]> {
  if ('partition' in content) {
    const { partition } = content;
    const block = await runner.decode(
      snapshotOnly ? { ...partition, streams: [] } : partition,
      context,
    );
    if (!snapshotOnly) for (const chunk of checkedBytes(partition.header, block)) void chunk;
    return { block };
  }
  const { packing } = header;
  if (packing === undefined) throw new PmklcError('corrupt', 'a job holds a block to unpack');
  checkPacks(packing, context.packs);
  const { block } = content;
  const { level, lanes, select, memoryLimitBytes, config, passing, contentCrc } = packing;
  const readLengths = block.bases.length > 0 ? readLengthsOf(block) : undefined;
  const settings = {
    level,
    lanes,
    select,
    memoryLimitBytes,
    ...(config.length > 0 && { model: decodeConfig(config) }),
    ...(snapshotOnly && { readLengths }),
  };
  const planned = {
    index: header.index,
    isOnly: contentCrc === undefined,
    block: snapshotOnly ? { ...block, streams: [] } : block,
    settings,
    passing,
    ...(contentCrc === undefined ? {} : { contentCrc }),
  };
  return { partition: await encodePlanned(planned, runner, context) };
}

/**
 * Makes sure that the same bytes come out as where the work was divided.
 * @throws PmklcError `unsupported-version` or `model-mismatch`
 */
function checkPacks(
  { modelRevision, packs, select }: PackSettings,
  files: readonly Uint8Array[] | undefined,
): void {
  if (modelRevision !== MODEL_REVISION) {
    const what = `the job is for model revision ${modelRevision}, this pmklc has ${MODEL_REVISION}`;
    throw new PmklcError('unsupported-version', what);
  }
  const here = select === 'none' ? [] : knowledgeIds(files);
  if (here.length === packs.length && packs.every((id, i) => equalBytes(id, here[i]!))) return;
  const what = 'the job was made with other packs of knowledge than are given here';
  throw new PmklcError('model-mismatch', what);
}
