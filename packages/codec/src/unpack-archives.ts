/**
 * Unpacks archives from front to back, checking everything on the way: what `decompress` and `unpackMembers` have in common.
 */
import type { ArchiveReader, PartitionHeader, PartitionReader } from '@pmklc/container';
import { DEFAULT_MEMORY_LIMIT_BYTES, DigestStream, readArchives } from '@pmklc/container';
import type { SequenceBlock } from '@pmklc/sequence';
import { abortable, anySignal } from './flow/abortable.ts';
import { checkedBytes } from './partition/checked-bytes.ts';
import type { StoredPartition } from './partition/job.ts';
import { laneThreads } from './partition/lane-choice.ts';
import { PassingRelay } from './passing/passing-relay.ts';
import { takeTurns, TURN_BYTES } from './flow/in-turns.ts';
import { mapInOrder } from './flow/map-in-order.ts';
import type { ByteSource, DecompressOptions } from './options.ts';
import { inProcessRunner } from './partition/partition-runner.ts';
import { ProgressMeter } from './flow/progress-meter.ts';
import { Semaphore } from './flow/semaphore.ts';

/** One archive, and the record of its members. */
export interface UnpackedArchive {
  readonly members: Uint8Array | undefined;
  /** Bytes of its input, all of which must be read. */
  readonly input: AsyncIterable<Uint8Array>;
}

/**
 * Archives of a source, one after the other.
 * @param options that were checked
 */
export async function* unpackArchives(
  archive: ByteSource,
  options: DecompressOptions,
): AsyncGenerator<UnpackedArchive> {
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = options;
  const meter = new ProgressMeter(options.on?.progress);
  const stop = new AbortController();
  const signal = anySignal(options.signal, stop.signal);
  const source = abortable(archive, signal);
  for await (const reader of readArchives(source, { memoryLimitBytes })) {
    const { members } = reader;
    yield { members, input: decodeArchive(reader, { ...options, signal }, meter, stop) };
  }
}

/** Options with a signal that is aborted when some partition fails, too. */
interface StoppableOptions extends DecompressOptions {
  readonly signal: AbortSignal;
}

async function* decodeArchive(
  archive: ArchiveReader,
  options: StoppableOptions,
  meter: ProgressMeter,
  stop: AbortController,
): AsyncGenerator<Uint8Array> {
  const digest = new DigestStream();
  let joined = 0;
  for await (const { header, block } of decodeAll(archive, options, meter, stop)) {
    for (const chunk of checkedBytes(header, block)) {
      options.signal.throwIfAborted();
      digest.update(chunk);
      yield chunk;
      joined += chunk.length;
      if (joined < TURN_BYTES) continue;
      await takeTurns();
      joined = 0;
    }
  }
  digest.verify(archive.summary.digest);
}

interface Decoded {
  readonly header: PartitionHeader;
  readonly block: SequenceBlock;
}

function decodeAll(
  archive: ArchiveReader,
  options: StoppableOptions,
  meter: ProgressMeter,
  stop: AbortController,
): AsyncGenerator<Decoded> {
  const { signal, predictor, engine, knowledge, runner = inProcessRunner } = options;
  const { packs } = knowledge ?? {};
  const relay = new PassingRelay();
  const { semaphore = new Semaphore(runner.concurrency) } = options;
  const partitions = storedPartitions(archive.partitions(), signal);
  const work = async (partition: StoredPartition) => {
    const { header } = partition;
    const { index, baseCount, inputBytes: originalBytes } = header;
    const share = { baseCount, originalBytes, archiveBytes: packedBytes(partition) };
    meter.start(index, share);
    const progress = (basesDone: number) => meter.advance(index, basesDone);
    // The only partition of an archive has no checksum of its own; of how many others there are a stream does not say.
    const partitions = header.contentCrc === undefined ? 1 : Infinity;
    const { concurrency } = runner;
    const threads = laneThreads({ threads: options.threads, concurrency, partitions });
    const context = { index, predictor, engine, packs, signal, progress, threads };
    const decoded = relay.run(index, header.model, (passedState) =>
      runner.decode(partition, { ...context, ...passedState }),
    );
    if (header.model.basesKept) {
      relay.keepBases(
        index,
        baseCount,
        decoded.then(({ bases }) => bases),
      );
    }
    const block = await decoded;
    meter.finish(index, share);
    return { header, block };
  };
  return mapInOrder(partitions, semaphore, work, stop);
}

async function* storedPartitions(
  partitions: AsyncIterable<PartitionReader>,
  signal: AbortSignal,
): AsyncGenerator<StoredPartition> {
  for await (const partition of partitions) {
    signal.throwIfAborted();
    const { header, streams } = partition;
    yield { header, streams, payload: await partition.readPayload() };
  }
}

function packedBytes({ streams, payload }: StoredPartition): number {
  return streams.reduce((sum, { bytes }) => sum + bytes.length, payload.length);
}
