/**
 * Codes partitions in worker threads, one partition a worker.
 *
 * A worker that dies says nothing about the data: its partition is coded again in this thread. What
 * the work itself throws is final. The result never depends on where it was coded.
 */
import { availableParallelism } from 'node:os';
import type {
  EncodedPartition,
  EncodeSettings,
  JobContext,
  PartitionRunner,
  SequenceBlock,
  StoredPartition,
} from '@pmklc/codec';
import { inProcessRunner } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { Piscina } from 'piscina';
import { compact, toShared } from './compact.ts';
import { PartitionError, toError } from './failure.ts';
import type { Answer, Job, Results, SharedJob } from './job.ts';
import { watchProgress } from './watch-progress.ts';

export interface WorkerOptions {
  /** Workers, 1..1024; default one per processor core. They are started as partitions arrive. */
  readonly threads?: number;
  /**
   * URL of a module that exports `predictor`, see `loadPredictor`. Needed with the option
   * `predictor` of `compress` and `decompress`, which must be the same; without it, partitions with a
   * predictor are coded in this thread.
   */
  readonly predictorModule?: string;
}

/** The built file, also when this one runs from `src`: workers do not read TypeScript. */
const WORKER_URL = new URL('../dist/worker.js', import.meta.url).href;

/** For `compress` and `decompress`; whoever creates it must `destroy` it. */
export class WorkerRunner implements PartitionRunner {
  readonly concurrency: number;
  readonly #pool: Piscina<Job, Answer<Results[Job['kind']]>>;
  readonly #predictorModule: string | undefined;
  /** Aborted when there is no worker left to wait for. */
  readonly #abandoned = new AbortController();
  #isDestroyed = false;

  /** @throws RangeError when `threads` is out of its range */
  constructor({ threads = availableParallelism(), predictorModule }: WorkerOptions = {}) {
    if (!Number.isInteger(threads) || threads < 1 || threads > 1024) {
      throw new RangeError(`threads must be an integer in 1..1024, got ${threads}`);
    }
    this.concurrency = threads;
    this.#predictorModule = predictorModule;
    this.#pool = new Piscina({
      filename: WORKER_URL,
      name: 'run',
      minThreads: 0,
      maxThreads: threads,
      // Waiting for messages must not block the event loop of the worker.
      atomics: 'disabled',
      recordTiming: false,
      // What Node was started with, such as export conditions, is not for the built worker.
      execArgv: [],
    });
    // A worker that dies idle hurts nobody.
    this.#pool.on('error', () => {});
  }

  async encode(
    block: SequenceBlock,
    settings: EncodeSettings,
    context: JobContext,
  ): Promise<EncodedPartition> {
    const shared = {
      ...block,
      bases: toShared(block.bases),
      streams: block.streams.map((stream) => ({ ...stream, bytes: compact(stream.bytes) })),
    };
    return this.#run<'encode'>(
      (rest) => ({ kind: 'encode', block: shared, settings, ...rest }),
      () => inProcessRunner.encode(shared, settings, context),
      context,
    );
  }

  async decode(partition: StoredPartition, context: JobContext): Promise<SequenceBlock> {
    const own = {
      ...partition,
      streams: partition.streams.map((stream) => ({ ...stream, bytes: compact(stream.bytes) })),
      payload: compact(partition.payload),
    };
    return this.#run<'decode'>(
      (rest) => ({ kind: 'decode', partition: own, ...rest }),
      () => inProcessRunner.decode(own, context),
      context,
    );
  }

  /** Ends all workers; what is not done is rejected. */
  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    await this.#pool.destroy();
  }

  /** @param again does the same in this thread */
  async #run<Kind extends Job['kind']>(
    toJob: (rest: SharedJob) => Job,
    again: () => Promise<Results[Kind]>,
    context: JobContext,
  ): Promise<Results[Kind]> {
    context.signal.throwIfAborted();
    if (this.#isDestroyed) throw new TypeError('the runner was destroyed');
    const predictorModule = context.predictor && this.#predictorModule;
    if (context.predictor !== undefined && predictorModule === undefined) return again();
    const basesDone = new Uint32Array(new SharedArrayBuffer(4));
    const { engine } = context;
    const answer = await this.#ask(toJob({ basesDone, predictorModule, engine }), context);
    if (answer === undefined) return retry(context, again);
    if ('failure' in answer) throw toError(answer.failure);
    return answer.result as Results[Kind];
  }

  /**
   * @returns undefined when the job was lost through no fault of its own
   * @throws what the context's signal or `progress` say
   */
  async #ask(
    job: Job,
    { signal, progress }: JobContext,
  ): Promise<Answer<Results[Job['kind']]> | undefined> {
    const watch = watchProgress(job.basesDone, progress);
    const signals = [signal, this.#abandoned.signal, watch.signal];
    try {
      return await this.#pool.run(job, { signal: AbortSignal.any(signals) });
    } catch {
      signal.throwIfAborted();
      watch.signal.throwIfAborted();
      if (this.#isDestroyed) throw new TypeError('the runner was destroyed');
      // Jobs that wait for a worker would wait for ever.
      if (this.#pool.threads.length === 0) this.#abandoned.abort();
      return undefined;
    } finally {
      watch.stop();
    }
  }
}

/** The second and last attempt. */
async function retry<Result>(
  { index, signal }: JobContext,
  again: () => Promise<Result>,
): Promise<Result> {
  try {
    return await again();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof PmklcError) throw cause;
    throw new PartitionError(index, { cause });
  }
}
