/**
 * `compressStream` and `decompressStream` with workers of their own, for a single use.
 */
import type { ByteSource, CompressOptions, DecompressOptions } from '@pmklc/codec';
import { compressStream, decompressStream } from '@pmklc/codec';
import type { WorkerOptions } from './worker-runner.ts';
import { WorkerRunner } from './worker-runner.ts';

/**
 * Compresses as `compressStream` does, partitions in parallel; the archive is the same, whatever the
 * threads.
 * @throws as `compressStream`, or PartitionError when a partition's worker and its retry both failed
 */
export function compressParallel(
  input: ByteSource,
  options: Omit<CompressOptions, 'runner'> & WorkerOptions = {},
): AsyncGenerator<Uint8Array> {
  return withWorkers(options, (runner, rest) => compressStream(input, { ...rest, runner }));
}

/**
 * Decompresses as `decompressStream` does, partitions in parallel.
 * @throws as `decompressStream`, or PartitionError when a partition's worker and its retry both failed
 */
export function decompressParallel(
  archive: ByteSource,
  options: Omit<DecompressOptions, 'runner'> & WorkerOptions = {},
): AsyncGenerator<Uint8Array> {
  return withWorkers(options, (runner, rest) => decompressStream(archive, { ...rest, runner }));
}

/** @param work is given the options that are not about workers */
async function* withWorkers<Options extends WorkerOptions>(
  options: Options,
  work: (
    runner: WorkerRunner,
    rest: Omit<Options, keyof WorkerOptions>,
  ) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const runner = new WorkerRunner(options);
  const { threads, devices, predictorModule, heapMib, localBytes, ...rest } = options;
  void [threads, devices, predictorModule, heapMib, localBytes];
  try {
    yield* work(runner, rest);
  } finally {
    await runner.destroy();
  }
}
