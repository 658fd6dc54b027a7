/**
 * Packs bytes into an archive, all at once or as a stream.
 */
import { ArchiveWriter, DigestStream } from '@pmklc/container';
import { DEFAULT_LEVEL } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { abortable } from './abortable.ts';
import type { EncodedPartition } from './encode-partition.ts';
import { fitPartitions } from './fit-partitions.ts';
import { joinChunks } from './join-chunks.ts';
import { mapInOrder } from './map-in-order.ts';
import type { ByteSource, CompressOptions } from './options.ts';
import { checkOptions, DEFAULT_MEMORY_LIMIT_BYTES } from './options.ts';
import { planModel, unpackingBytes } from './model-plan.ts';
import { inProcessRunner } from './partition-runner.ts';
import { ProgressMeter } from './progress-meter.ts';
import { Slots } from './slots.ts';
import type { InputPartition, PartitionRule } from './split-partitions.ts';
import { evenBorders, splitPartitions } from './split-partitions.ts';

/**
 * Packs `input`, any bytes, without loss.
 *
 * @returns the archive
 * @throws RangeError or TypeError when an option is out of its range; the signal's reason when aborted
 */
export async function compress(
  input: ByteSource,
  options: CompressOptions = {},
): Promise<Uint8Array> {
  return joinChunks(compressStream(input, options));
}

/**
 * Packs `input` into chunks of an archive, holding one partition at a time per runner's concurrency.
 * They are complete when the iteration ends without an error.
 *
 * @throws as `compress`
 */
export async function* compressStream(
  input: ByteSource,
  options: CompressOptions = {},
): AsyncGenerator<Uint8Array> {
  checkOptions(options);
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  const digest = new DigestStream();
  const meter = new ProgressMeter(options.onProgress);
  await writer.begin();
  for await (const { input: partition, coded } of encodeAll(input, options, digest, meter)) {
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

function encodeAll(
  source: ByteSource,
  options: CompressOptions,
  digest: DigestStream,
  meter: ProgressMeter,
): AsyncGenerator<CodedInput> {
  const { format, model, predictorAlone, signal, runner = inProcessRunner } = options;
  const { level = DEFAULT_LEVEL, memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = options;
  const plan = planModel(level, memoryLimitBytes, options.partitionBases, model);
  const { partitionBases } = plan;
  const settings = { level: plan.level, model, predictorAlone };
  const fits = ({ bases, streams }: SequenceBlock) =>
    streams.reduce((sum, { bytes }) => sum + mostStoredBytes(bytes), 0) +
      unpackingBytes(plan.level, bases.length, model) <=
    memoryLimitBytes;
  const rule = { format, partitionBases, ...bordersOf(source, options) };
  const split = splitPartitions(abortable(source, signal), rule, (piece) => {
    signal?.throwIfAborted();
    digest.update(piece);
  });
  const partitions = fitPartitions(split, fits);
  const { slots = new Slots(runner.concurrency) } = options;
  return mapInOrder(partitions, slots, async ({ block, ...input }, stop) => {
    const { index } = input;
    const baseCount = block.bases.length;
    meter.start(index, { baseCount, originalBytes: block.inputBytes, archiveBytes: 0 });
    const coded = await runner.encode(block, settings, {
      index,
      predictor: options.predictor,
      engine: options.engine,
      signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
      progress: (basesDone) => meter.advance(index, basesDone),
    });
    return { input, coded };
  });
}

/** Where `partitions` wants the input to be cut. */
function bordersOf(
  source: ByteSource,
  { partitions, inputBytes }: CompressOptions,
): Pick<PartitionRule, 'borders'> {
  if (partitions === undefined) return {};
  const size = source instanceof Uint8Array ? source.length : inputBytes;
  if (size === undefined) throw new TypeError('partitions of a stream need inputBytes, its length');
  return { borders: evenBorders(size, partitions) };
}
