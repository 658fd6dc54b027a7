/**
 * `compressStream` and `decompressStream` with workers of their own, for a single use.
 */
import type { ByteSource, CompressOptions, DecompressOptions } from '@pmklc/codec';
import { compressStream, decompressStream } from '@pmklc/codec';
import type { WorkerOptions } from './worker-runner.ts';
import { WorkerRunner } from './worker-runner.ts';

/**
 * As `compressStream`, partitions in parallel; the archive is the same, whatever the threads.
 * @throws as `compressStream`, or PartitionError when a partition's worker and its retry both failed
 */
export function compressParallel(
  input: ByteSource,
  options: Omit<CompressOptions, 'runner'> & WorkerOptions = {},
): AsyncGenerator<Uint8Array> {
  return withWorkers(options, (runner) => compressStream(input, { ...options, runner }));
}

/**
 * As `decompressStream`, partitions in parallel.
 * @throws as `decompressStream`, or PartitionError when a partition's worker and its retry both failed
 */
export function decompressParallel(
  archive: ByteSource,
  options: Omit<DecompressOptions, 'runner'> & WorkerOptions = {},
): AsyncGenerator<Uint8Array> {
  return withWorkers(options, (runner) => decompressStream(archive, { ...options, runner }));
}

async function* withWorkers(
  options: WorkerOptions,
  work: (runner: WorkerRunner) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const runner = new WorkerRunner(options);
  try {
    yield* work(runner);
  } finally {
    await runner.destroy();
  }
}
