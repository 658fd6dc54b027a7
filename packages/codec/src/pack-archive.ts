/**
 * Packs an input into one archive, partition by partition: what `compress` and `packCollection` have in common.
 */
import { ArchiveWriter, DigestStream } from '@pmklc/container';
import { anySignal } from './flow/abortable.ts';
import { mapInOrder } from './flow/map-in-order.ts';
import { ProgressMeter } from './flow/progress-meter.ts';
import { Semaphore } from './flow/semaphore.ts';
import type { ByteSource, CompressOptions } from './options.ts';
import type { EncodedPartition } from './partition/job.ts';
import { laneThreads } from './partition/lane-choice.ts';
import { loadWasm } from './partition/load-wasm.ts';
import { inProcessRunner } from './partition/partition-runner.ts';
import { PassingRelay } from './passing/passing-relay.ts';
import { encodePlanned, type PlannedPartition } from './planning/planned-partition.ts';
import { type InputStructure, planInput } from './planning/plan-input.ts';
import { trainOn, type TrainingReport } from './private-network/private-training.ts';

const DEFAULT_TRAINING_SECONDS = 60;

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
  for await (const { index, coded } of partitions) {
    const { bytes } = await writer.partition(coded);
    const { baseCount, inputBytes: originalBytes } = coded.info;
    meter.finish(index, { baseCount, originalBytes, archiveBytes: bytes });
    yield* chunks.splice(0);
  }
  await writer.finish(digest.digest());
  yield* chunks;
}

interface CodedInput {
  /** Number of the partition. */
  readonly index: number;
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
  const { predictor, engine, runner = inProcessRunner } = options;
  const { semaphore = new Semaphore(runner.concurrency), on = {} } = options;
  const { packs } = options.knowledge ?? {};
  const stop = new AbortController();
  const signal = anySignal(options.signal, stop.signal);
  const plan = planInput(source, { ...options, signal }, structure, digest);
  on.level?.(plan.level);
  const relay = new PassingRelay();
  const share = { threads: options.threads, concurrency: runner.concurrency };
  const work = async (planned: PlannedPartition): Promise<CodedInput> => {
    const { index, block, passing, isOnly } = planned;
    const baseCount = block.bases.length;
    meter.start(index, { baseCount, originalBytes: block.inputBytes, archiveBytes: 0 });
    const progress = (basesDone: number) => meter.advance(index, basesDone);
    const threads = laneThreads({ ...share, partitions: isOnly ? 1 : plan.expected });
    const context = { index, predictor, engine, packs, signal, progress, threads };
    if (passing.basesKept) {
      relay.keepBases(index, baseCount, Promise.resolve(block.bases.slice()));
    }
    const privateNetwork =
      plan.select === 'sprm' ? await networkFor(block.bases, index, options, signal) : undefined;
    const coded = await relay.run(index, passing, (passedState) =>
      encodePlanned(planned, runner, { ...context, ...passedState }, privateNetwork),
    );
    on.trial?.(index, coded.trials);
    if (coded.strands) on.strands?.(index, coded.strands);
    return { index, coded };
  };
  return mapInOrder(plan.partitions, semaphore, work, stop);
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
