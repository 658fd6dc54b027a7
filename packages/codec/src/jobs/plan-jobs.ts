/**
 * Plans jobs without doing them: what a scheduler wants to know of each.
 */
import {
  BYTES_A_BASE,
  checkSource,
  DEFAULT_MEMORY_LIMIT_BYTES,
  DigestStream,
  readArchives,
} from '@pmklc/container';
import { checkCodingOptions, checkCompressOptions } from '../check-options.ts';
import type { ByteSource, DecompressOptions } from '../options.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import { unpackingBytes } from '../partition/model-plan.ts';
import type { Passing } from '../passing/passing-plan.ts';
import { planInput } from '../planning/plan-input.ts';
import { secondsFor } from './job-seconds.ts';
import type { SplitPackingOptions } from './split-jobs.ts';

/** Memory in bytes that a process takes besides its partition: Node, WebAssembly, knowledge and a snapshot on its way. */
const PROCESS_BYTES = 400 * 2 ** 20;

/** One job, as a scheduler sees it. */
export interface PlannedJob {
  /** Number of its partition, from 0. */
  readonly index: number;
  readonly bases: number;
  /** Bytes of the original input. */
  readonly bytes: number;
  /** Memory that it takes, about, in bytes. */
  readonly memoryBytes: number;
  /** Time that it takes, about, on a core; and until its snapshot is there, 0 if it leaves none. */
  readonly seconds: number;
  readonly snapshotSeconds: number;
  /** Cores that it keeps busy. */
  readonly cores: number;
  /** Number of the partition whose snapshot it starts from. */
  readonly snapshotFrom?: number;
  /** It copies from all bases that were kept up to this partition. */
  readonly prefixUpTo?: number;
}

/** Plan of all jobs. */
export interface JobPlan {
  /** Level that codes, 0..9; 0 when unpacking. */
  readonly level: number;
  readonly jobs: readonly PlannedJob[];
}

/**
 * Plans the packing of `input`, which is read to its end, but not coded.
 * @throws as `splitPacking`
 */
export async function planPacking(
  input: ByteSource,
  options: SplitPackingOptions = {},
): Promise<JobPlan> {
  checkSource('input', input);
  checkCompressOptions(options);
  await loadWasm(options.engine);
  const { signal = new AbortController().signal, model, lanes } = options;
  const plan = planInput(input, { ...options, signal }, {}, new DigestStream());
  const jobs: PlannedJob[] = [];
  const kept: number[] = [];
  for await (const { index, block, passing } of plan.partitions) {
    const { bases, inputBytes: bytes, streams } = block;
    kept.push(passing.basesKept ? bases.length : 0);
    const prefixBases = sum(kept.slice(0, (passing.prefixUpTo ?? -1) + 1));
    const choice = { model, lanes, prefixBases };
    const streamBytes = sum(streams.map((stream) => 2 * stream.bytes.length));
    const modelBytes = unpackingBytes(plan.level, bases.length, choice);
    const memoryBytes = PROCESS_BYTES + modelBytes + prefixBases + streamBytes;
    const size = { index, bases: bases.length, bytes, level: plan.level };
    jobs.push(jobOf(size, memoryBytes, passing));
  }
  return { level: plan.level, jobs };
}

/**
 * Plans the unpacking of `archive`, which is read to its end.
 * @throws PmklcError as `readArchives`
 */
export async function planUnpacking(
  archive: ByteSource,
  options: Pick<DecompressOptions, 'memoryLimitBytes' | 'signal'> = {},
): Promise<JobPlan> {
  checkSource('archive', archive);
  checkCodingOptions(options);
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES, signal } = options;
  const jobs: PlannedJob[] = [];
  for await (const reader of readArchives(archive, { memoryLimitBytes })) {
    for await (const { header } of reader.partitions()) {
      signal?.throwIfAborted();
      const { model, baseCount, inputBytes, streams } = header;
      const streamBytes = sum(streams.map(({ packedBytes, rawBytes }) => packedBytes + rawBytes));
      const own = model.memoryBytes + BYTES_A_BASE * baseCount + streamBytes;
      const { index } = header;
      const size = { index, bases: baseCount, bytes: inputBytes, level: Math.max(1, model.level) };
      jobs.push(jobOf(size, PROCESS_BYTES + own, model));
    }
  }
  return { level: 0, jobs };
}

interface Size {
  readonly index: number;
  readonly bases: number;
  readonly bytes: number;
  readonly level: number;
}

function jobOf(
  { index, bases, bytes, level }: Size,
  memoryBytes: number,
  { snapshotFrom, snapshotBases = 0, prefixUpTo }: Passing,
): PlannedJob {
  return {
    index,
    bases,
    bytes,
    memoryBytes: Math.ceil(memoryBytes),
    seconds: secondsFor(level, bases, bytes - bases),
    snapshotSeconds: snapshotBases === 0 ? 0 : secondsFor(level, snapshotBases, 0),
    cores: 1,
    ...(snapshotFrom === undefined ? {} : { snapshotFrom }),
    ...(prefixUpTo === undefined ? {} : { prefixUpTo }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
