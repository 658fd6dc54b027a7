/**
 * Plans the packing of an input: where it is cut, by which model each partition is coded, and what they hand over.
 */
import { DEFAULT_MEMORY_LIMIT_BYTES, type DigestStream } from '@pmklc/container';
import { DEFAULT_LEVEL, FAST_LEVEL } from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import { abortable } from '../flow/abortable.ts';
import type { ByteSource, CompressOptions } from '../options.ts';
import type { SelectMode } from '../partition/job.ts';
import { createModelCoder } from '../partition/model-coder.ts';
import type { ModelChoice, ModelPlan } from '../partition/model-plan.ts';
import { neededBytes, planModel, unpackingBytes } from '../partition/model-plan.ts';
import type { Passes, PassingRule } from '../passing/passing-plan.ts';
import { DEFAULT_FRACTION, PassingPlan } from '../passing/passing-plan.ts';
import { MAX_SHARED_BASES } from '../passing/shared-bases.ts';
import { sensiblePartitions } from '../split/auto-partitions.ts';
import { chooseFormat } from '../split/choose-format.ts';
import { fitPartitions } from '../split/fit-partitions.ts';
import type { PartitionRule } from '../split/split-partitions.ts';
import { evenBorders, splitPartitions } from '../split/split-partitions.ts';
import type { PlannedPartition } from './planned-partition.ts';

/** Larger inputs get a private model by the published rule. */
const MOST_PUBLIC_BYTES = 500_000_000;

/** Structure of an input that is made of many files. */
export interface InputStructure {
  /** Record of its members. */
  readonly members?: Uint8Array;
  /** Places where something else begins, see `PartitionRule`. */
  readonly breaks?: readonly number[];
  /** Hand-overs between its partitions, and the most bases that one copies from. */
  readonly passing?: Passes;
  readonly copiedBases?: number;
}

/** Plan of packing one input. */
export interface InputPlan {
  /** Level that codes, 0..9. */
  readonly level: number;
  /** Mode of static knowledge; undefined: the default. */
  readonly select: SelectMode | undefined;
  /** Partitions that there will be, about; Infinity where nobody knows. */
  readonly expected: number;
  /** They are made as they are asked for, and held by nobody else. */
  readonly partitions: AsyncIterable<PlannedPartition>;
}

/** Options with a signal. */
interface StoppableOptions extends CompressOptions {
  readonly signal: AbortSignal;
}

/**
 * Plans the packing of `source`. WebAssembly must be loaded.
 * @param options that were checked
 * @param digest is told all bytes as the partitions are taken
 * @throws RangeError when memory does not do for the level; TypeError when a size is missing, or wrong
 */
export function planInput(
  source: ByteSource,
  options: StoppableOptions,
  structure: InputStructure,
  digest: DigestStream,
): InputPlan {
  const { level, memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = options;
  const { model, predictor, predictorAlone, signal } = options;
  const lanes = predictor === undefined ? options.lanes : 1;
  const choice = { model, lanes };
  const { bases } = options.partitions ?? {};
  const plan = planModel(level ?? DEFAULT_LEVEL, memoryLimitBytes, bases, choice);
  const select = selectOf(source, options);
  const settings = { level: plan.level, ...choice, predictorAlone, select, memoryLimitBytes };
  const rule = { ...ruleOf(source, options, plan), breaks: structure.breaks ?? [] };
  const passingRule = passingRuleOf(source, { ...options, ...choice }, plan, select, rule);
  const split = splitPartitions(abortable(source, signal), rule, (piece) => {
    signal.throwIfAborted();
    digest.update(piece);
  });
  const { passing, copiedBases = 0 } = structure;
  const copied = passingRule.count === undefined ? copiedBases : sizeOf(source, options)!;
  const fitting = fitPartitions(split, fitsIn(memoryLimitBytes, plan.level, choice, copied));
  const passes = passing ?? new PassingPlan(passingRule);
  // Relatives of the same archive are worth more than any: nothing else is tried beside them.
  const selectFor = (isCopy: boolean) =>
    passing !== undefined && isCopy && select !== 'spum' ? 'none' : select;
  async function* partitions(): AsyncGenerator<PlannedPartition> {
    let start = 0;
    for await (const { index, isLast, contentCrc, block } of fitting) {
      const own = passes.next(index, block.bases.length, isLast, start);
      start += block.inputBytes;
      const isOnly = isLast && index === 0;
      const select = selectFor(own.prefixUpTo !== undefined);
      const coded = { settings: { ...settings, select }, passing: own };
      yield { index, isOnly, block, ...coded, ...(isOnly ? {} : { contentCrc }) };
    }
  }
  const expected = partitionsOf(source, options, rule);
  return { level: plan.level, select, expected, partitions: partitions() };
}

/** A side stream as a reader counts it: unpacked, and packed, which is at most one byte longer. */
const mostStoredBytes = ({ length }: Uint8Array): number => 2 * length + 1;

/**
 * Bytes of the input; undefined when nobody knows.
 * @throws TypeError when bytes are not as many as they are said to be
 */
function sizeOf(source: ByteSource, { inputBytes }: CompressOptions): number | undefined {
  if (!(source instanceof Uint8Array)) return inputBytes;
  if ((inputBytes ?? source.length) === source.length) return source.length;
  throw new TypeError(`the input has ${source.length} bytes, but inputBytes is ${inputBytes}`);
}

/** Mode that is asked for; the size of the input decides what `size` stands for. */
function selectOf(source: ByteSource, options: CompressOptions): SelectMode | undefined {
  const { level, knowledge: { select = level === FAST_LEVEL ? 'none' : undefined } = {} } = options;
  const size = sizeOf(source, options);
  if (select !== 'size') return select;
  if (size === undefined)
    throw new TypeError('knowledge.select "size" of a stream needs inputBytes');
  return size <= MOST_PUBLIC_BYTES ? 'spum' : 'sprm';
}

/** Rule by which the input is cut. */
function ruleOf(
  source: ByteSource,
  options: CompressOptions,
  { level, partitionBases }: ModelPlan,
): PartitionRule {
  const { format, partitions = {} } = options;
  const coder = () => createModelCoder(options.engine);
  const chosen = {
    format,
    chooseFormat: (sample: Uint8Array) => chooseFormat(sample, level, coder),
  };
  if (partitions.count === undefined) return { ...chosen, partitionBases };
  const size = sizeOf(source, options);
  if (size === undefined)
    throw new TypeError('partitions.count of a stream needs inputBytes, its length');
  const count = sensiblePartitions(size, partitions.count, partitions.leastBytes);
  return { ...chosen, partitionBases, borders: evenBorders(size, count) };
}

/** Partitions that there will be, about; Infinity where the size of the input is not known. */
function partitionsOf(
  source: ByteSource,
  options: CompressOptions,
  { borders, partitionBases }: PartitionRule,
): number {
  if (borders !== undefined) return borders.length + 1;
  return Math.max(1, Math.ceil((sizeOf(source, options) ?? Infinity) / partitionBases));
}

/**
 * Rule by which partitions hand over. Nothing is copied from other partitions where they are too large to be kept, or
 * where memory would not do for all of the input in one: so much may a model get to know.
 */
function passingRuleOf(
  source: ByteSource,
  options: CompressOptions,
  { level }: ModelPlan,
  select: SelectMode | undefined,
  { borders }: PartitionRule,
): PassingRule {
  const { topology: asked = 'chain', fraction = DEFAULT_FRACTION, width } = options.passing ?? {};
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES, model, lanes } = options;
  // A predictor of the user's own has no state to pass on; and trust in one private network fits no other.
  const topology = options.predictorAlone || select === 'sprm' ? 'off' : asked;
  const size = sizeOf(source, options) ?? Infinity;
  const needed = () => neededBytes(level, size, { model, lanes });
  const mayCopy = size <= MAX_SHARED_BASES && needed() <= memoryLimitBytes;
  const count = borders && borders.length > 0 && mayCopy ? borders.length + 1 : undefined;
  return { topology, fraction, count, width: width ?? Math.max(2, Math.ceil((count ?? 0) / 2)) };
}

/** Whether a reader with that much memory could unpack a block that copies from so many bases. */
function fitsIn(
  memoryLimitBytes: number,
  level: number,
  choice: ModelChoice,
  prefixBases: number,
): (block: SequenceBlock) => boolean {
  return ({ bases, streams }) =>
    streams.reduce((sum, { bytes }) => sum + mostStoredBytes(bytes), 0) +
      unpackingBytes(level, bases.length, { ...choice, prefixBases }) <=
    memoryLimitBytes;
}
