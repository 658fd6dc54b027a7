/**
 * Packs an input into one archive, partition by partition: what `compress` and `packCollection` have in common.
 */
import { ArchiveWriter, DEFAULT_MEMORY_LIMIT_BYTES, DigestStream } from '@pmklc/container';
import { DEFAULT_LEVEL, FAST_LEVEL } from '@pmklc/models';
import type { SequenceBlock } from '@pmklc/sequence';
import { abortable, anySignal } from './flow/abortable.ts';
import { chooseFormat } from './split/choose-format.ts';
import { loadWasm } from './partition/load-wasm.ts';
import { laneThreads } from './partition/lane-choice.ts';
import { createModelCoder } from './partition/model-coder.ts';
import { fitPartitions } from './split/fit-partitions.ts';
import { PassingRelay } from './passing/passing-relay.ts';
import type { Passes, PassingRule } from './passing/passing-plan.ts';
import { DEFAULT_FRACTION, PassingPlan } from './passing/passing-plan.ts';
import { MAX_SHARED_BASES } from './passing/shared-bases.ts';
import { mapInOrder } from './flow/map-in-order.ts';
import type { ByteSource, CompressOptions } from './options.ts';
import type { EncodedPartition, SelectMode } from './partition/job.ts';
import type { ModelChoice, ModelPlan } from './partition/model-plan.ts';
import { neededBytes, planModel, unpackingBytes } from './partition/model-plan.ts';
import { inProcessRunner } from './partition/partition-runner.ts';
import { trainOn, type TrainingReport } from './private-network/private-training.ts';
import { ProgressMeter } from './flow/progress-meter.ts';
import { Semaphore } from './flow/semaphore.ts';
import type { InputPartition, PartitionRule } from './split/split-partitions.ts';
import { sensiblePartitions } from './split/auto-partitions.ts';
import { evenBorders, splitPartitions } from './split/split-partitions.ts';

/** Larger inputs get a private model by the published rule. */
const MOST_PUBLIC_BYTES = 500_000_000;
const DEFAULT_TRAINING_SECONDS = 60;

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

/**
 * Packs `input` into chunks of an archive, as `compressStream` says.
 * @param options that were checked
 */
export async function* packArchive(
  input: ByteSource,
  options: CompressOptions,
  structure: InputStructure = {},
): AsyncGenerator<Uint8Array> {
  await loadWasm(options.engine);
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  const digest = new DigestStream();
  const meter = new ProgressMeter(options.on?.progress);
  const { mateNames } = options;
  await writer.begin(mateNames === undefined ? {} : { mateNames }, structure.members);
  const partitions = encodeAll(input, options, structure, { digest, meter });
  for await (const { input: partition, coded } of partitions) {
    const { contentCrc, isLast, index } = partition;
    // The digest covers a single partition: its own checksum would be 5 bytes for nothing.
    const info = isLast && index === 0 ? coded.info : { ...coded.info, contentCrc };
    const { bytes } = await writer.partition({ ...coded, info });
    const { baseCount, inputBytes: originalBytes } = coded.info;
    meter.finish(index, { baseCount, originalBytes, archiveBytes: bytes });
    yield* chunks.splice(0);
  }
  await writer.finish(digest.digest());
  yield* chunks;
}

/** A side stream as a reader counts it: unpacked, and packed, which is at most one byte longer. */
const mostStoredBytes = ({ length }: Uint8Array): number => 2 * length + 1;

interface CodedInput {
  readonly input: Omit<InputPartition, 'block'>;
  readonly coded: EncodedPartition;
}

/** Counters that all of the input passes. */
interface Counters {
  readonly digest: DigestStream;
  readonly meter: ProgressMeter;
}

function encodeAll(
  source: ByteSource,
  options: CompressOptions,
  structure: InputStructure,
  { digest, meter }: Counters,
): AsyncGenerator<CodedInput> {
  const { level = DEFAULT_LEVEL, memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = options;
  const { model, predictor, predictorAlone, engine, runner = inProcessRunner } = options;
  const { semaphore = new Semaphore(runner.concurrency), on = {} } = options;
  const { packs } = options.knowledge ?? {};
  const lanes = predictor === undefined ? options.lanes : 1;
  const choice = { model, lanes };
  const plan = planModel(level, memoryLimitBytes, options.partitions?.bases, choice);
  on.level?.(plan.level);
  const select = selectOf(source, options);
  const settings = { level: plan.level, ...choice, predictorAlone, select, memoryLimitBytes };
  const stop = new AbortController();
  const signal = anySignal(options.signal, stop.signal);
  const rule = { ...ruleOf(source, options, plan), breaks: structure.breaks ?? [] };
  const passingRule = passingRuleOf(source, { ...options, ...choice }, plan, select, rule);
  const split = splitPartitions(abortable(source, signal), rule, (piece) => {
    signal.throwIfAborted();
    digest.update(piece);
  });
  const { passing: ownPasses, copiedBases = 0 } = structure;
  const copied = passingRule.count === undefined ? copiedBases : sizeOf(source, options)!;
  const partitions = fitPartitions(split, fitsIn(memoryLimitBytes, plan.level, choice, copied));
  const passingPlan: Passes = ownPasses ?? new PassingPlan(passingRule);
  const relay = new PassingRelay();
  const share = { threads: options.threads, concurrency: runner.concurrency };
  let end = 0;
  const work = async ({ block, ...input }: InputPartition): Promise<CodedInput> => {
    const { index, isLast } = input;
    const baseCount = block.bases.length;
    const start = end;
    end += block.inputBytes;
    meter.start(index, { baseCount, originalBytes: block.inputBytes, archiveBytes: 0 });
    const progress = (basesDone: number) => meter.advance(index, basesDone);
    const expected = isLast && index === 0 ? 1 : partitionsOf(source, options, rule);
    const threads = laneThreads({ ...share, partitions: expected });
    const context = { index, predictor, engine, packs, signal, progress, threads };
    const passing = passingPlan.next(index, baseCount, isLast, start);
    if (passing.basesKept) {
      relay.keepBases(index, baseCount, Promise.resolve(block.bases.slice()));
    }
    const privateNetwork =
      select === 'sprm' ? await networkFor(block.bases, index, options, signal) : undefined;
    // Relatives of the same archive are worth more than any: nothing else is tried beside them.
    const isCopy = ownPasses !== undefined && passing.prefixUpTo !== undefined;
    const ownSelect = isCopy && select !== 'spum' ? 'none' : select;
    const coded = await relay.run(index, passing, (passedState) =>
      runner.encode(
        block,
        { ...settings, select: ownSelect, privateNetwork },
        { ...context, ...passedState },
      ),
    );
    const { info } = coded;
    on.trial?.(index, coded.trials);
    if (coded.strands) on.strands?.(index, coded.strands);
    return { input, coded: { ...coded, info: { ...info, model: { ...info.model, ...passing } } } };
  };
  return mapInOrder(partitions, semaphore, work, stop);
}

/** Packed weights of a network that was trained on a partition; undefined where there is too little to learn from. */
function networkFor(
  bases: Uint8Array,
  index: number,
  { privateNetwork = {}, on = {} }: CompressOptions,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const { seconds: budgetSeconds = DEFAULT_TRAINING_SECONDS, train } = privateNetwork;
  const onTrained = (report: TrainingReport) => on.trained?.(index, report);
  return trainOn(bases, { budgetSeconds, signal }, { train, onTrained });
}

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
