/**
 * Codes partitions in worker threads: bases in one, side streams in another where both are many.
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
import { inProcessRunner, isFast, readLengthsOf } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { FAST_LEVEL } from '@pmklc/models';
import { Piscina } from 'piscina';
import { compact, toShared } from './compact.ts';
import type { Device } from './devices.ts';
import { codingThreads } from './devices.ts';
import { errorOf, isOutOfMemory, PartitionError } from './failure.ts';
import type { Answer, Job, Results, SharedJob } from './job.ts';
import { inSharedMemory, receiveSnapshot } from './snapshot-port.ts';
import { workOf } from './local-work.ts';
import { watchProgress } from './watch-progress.ts';

/** Options of workers: how many there are, and what they load. */
export interface WorkerOptions {
  /** Workers, 1..1024; default one per processor core. They are started as partitions arrive. */
  readonly threads?: number;
  /** Devices to code on, see `parseDevices`; not with `threads`. */
  readonly devices?: readonly Device[];
  /**
   * URL of a module that exports `predictor`, see `loadPredictor`. Needed with the option
   * `predictor` of `compress` and `decompress`, which must be the same; without it, partitions with a
   * predictor are coded in this thread.
   */
  readonly predictorModule?: string;
  /**
   * Most MiB of JavaScript heap in a worker, in which only predictors of your own need much; default
   * as Node decides. A worker that needs more ends, and its partition with it.
   */
  readonly heapMib?: number;
  /**
   * Bytes of input that are coded in this thread before the first worker starts, which takes longer than to code a
   * few kilobytes; 16 times as many with the fast model; default 0. This thread is busy meanwhile.
   */
  readonly localBytes?: number;
}

/** The built files, also when this one runs from `src`: workers do not read TypeScript. */
const ENTRY_URL = new URL('../dist/worker-entry.cjs', import.meta.url).href;
const WORKER_URL = new URL('../dist/worker.js', import.meta.url).href;

/** Fewest bases, and bytes of side streams, that are worth a worker of their own: one takes 0.15 s to start. */
const LEAST_SHARE = 2 ** 18;
const NOTHING = new Uint8Array(0);

type Result = Results[Job['kind']];

/** Packs in shared memory: each is copied once, not for every partition. */
const sharedPacks = new WeakMap<Uint8Array, Uint8Array>();

/** Runner of partitions on worker threads, for `compress` and `decompress`; whoever creates it must `destroy` it. */
export class WorkerRunner implements PartitionRunner {
  readonly concurrency: number;
  readonly #pool: Piscina<Job, Answer<Result>>;
  readonly #predictorModule: string | undefined;
  /** Bytes that may still be coded in this thread. */
  #localBytes: number;
  /** Aborted when there is no worker left to wait for; then there is a new one. */
  #noWorker = new AbortController();
  #isDestroyed = false;

  /**
   * @param workerUrl for tests: a module with the same export as this package's worker
   * @throws RangeError when `threads` is out of its range, or a device cannot code; TypeError for both
   */
  constructor(options: WorkerOptions = {}, workerUrl = WORKER_URL) {
    const { predictorModule, heapMib, localBytes = 0 } = options;
    const threads = threadsOf(options);
    if (!Number.isInteger(threads) || threads < 1 || threads > 1024) {
      throw new RangeError(`threads must be an integer in 1..1024, got ${threads}`);
    }
    this.concurrency = threads;
    this.#predictorModule = predictorModule;
    this.#localBytes = localBytes;
    this.#pool = new Piscina({
      filename: ENTRY_URL,
      workerData: { workerUrl },
      name: 'run',
      minThreads: 0,
      maxThreads: threads,
      // Waiting for messages must not block the event loop of the worker.
      atomics: 'disabled',
      recordTiming: false,
      // Options that Node was started with, such as export conditions, are not for the built worker.
      execArgv: [],
      ...(heapMib === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMib } }),
    });
    // A worker that dies idle hurts nobody.
    this.#pool.on('error', () => {});
    // But one that dies before it takes up work leaves that work in the queue.
    this.#pool.on('workerDestroy', () => queueMicrotask(() => this.#releaseQueue()));
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
    if (this.#isLocal(workOf(block.inputBytes, settings.level === FAST_LEVEL), context)) {
      return inProcessRunner.encode(shared, settings, context);
    }
    const streamLengths = shared.streams.map(({ bytes }) => bytes.length);
    if (!this.#isForTwo(shared.bases.length, streamLengths)) {
      return this.#encodeInWorker(shared, settings, context);
    }
    const readLengths = readLengthsOf(shared);
    const [coded, { streams }] = await both(
      this.#encodeInWorker({ ...shared, streams: [] }, { ...settings, readLengths }, context),
      this.#encodeInWorker({ ...shared, bases: NOTHING }, settings, streamsContext(context)),
    );
    return { ...coded, streams };
  }

  #encodeInWorker(
    block: SequenceBlock,
    settings: EncodeSettings,
    context: JobContext,
  ): Promise<EncodedPartition> {
    return this.#run<'encode'>(
      (rest) => ({ kind: 'encode', block, settings, ...rest }),
      async () => inProcessRunner.encode(block, settings, context),
      context,
    );
  }

  /** Whether bases and side streams are each so much that two workers are better than one. */
  #isForTwo(bases: number, streamLengths: readonly number[]): boolean {
    const streamBytes = streamLengths.reduce((sum, length) => sum + length, 0);
    return this.concurrency > 1 && bases >= LEAST_SHARE && streamBytes >= LEAST_SHARE;
  }

  async decode(partition: StoredPartition, context: JobContext): Promise<SequenceBlock> {
    const own = {
      ...partition,
      streams: partition.streams.map((stream) => ({ ...stream, bytes: compact(stream.bytes) })),
      payload: compact(partition.payload),
    };
    const { inputBytes, baseCount } = partition.header;
    const { firstBases = baseCount, streams } = partition;
    // Without side streams only bases are decoded, perhaps not all of them.
    const bytes = streams.length > 0 ? Math.max(inputBytes, baseCount) : firstBases;
    const work = workOf(bytes, isFast(partition.header.model));
    if (this.#isLocal(work, context)) return inProcessRunner.decode(own, context);
    const streamLengths = streams.map(({ rawBytes }) => rawBytes);
    if (!this.#isForTwo(firstBases, streamLengths)) return this.#decodeInWorker(own, context);
    const withoutBases = { ...own, header: { ...own.header, baseCount: 0 }, payload: NOTHING };
    const [decoded, { streams: sideStreams }] = await both(
      this.#decodeInWorker({ ...own, streams: [] }, context),
      this.#decodeInWorker(withoutBases, streamsContext(context)),
    );
    return { ...decoded, streams: sideStreams };
  }

  #decodeInWorker(partition: StoredPartition, context: JobContext): Promise<SequenceBlock> {
    return this.#run<'decode'>(
      (rest) => ({ kind: 'decode', partition, ...rest }),
      async () => inProcessRunner.decode(partition, context),
      context,
    );
  }

  /** Ends all workers; what is not done is rejected. */
  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    await this.#pool.destroy();
  }

  /** Whether so little is to be coded that no worker is started for it; its bytes are then counted. */
  #isLocal(inputBytes: number, { predictor, engine }: JobContext): boolean {
    const isSlow = predictor !== undefined || (engine ?? 'wasm') !== 'wasm';
    if (isSlow || this.#pool.threads.length > 0) return false;
    if (this.#isDestroyed || inputBytes > this.#localBytes) return false;
    this.#localBytes -= inputBytes;
    return true;
  }

  /** @param again does the same in this thread */
  async #run<Kind extends Job['kind']>(
    toJob: (rest: SharedJob) => Job,
    again: () => Promise<Results[Kind]>,
    context: JobContext,
  ): Promise<Results[Kind]> {
    const { index, signal, engine, packs, snapshot, prefix, capture, threads } = context;
    signal.throwIfAborted();
    if (this.#isDestroyed) throw new TypeError('the runner was destroyed');
    const predictorModule = context.predictor && this.#predictorModule;
    if (context.predictor !== undefined && predictorModule === undefined) return again();
    if (typeof engine === 'object') return again();
    const receiver = capture && receiveSnapshot(capture.take);
    const job = toJob({
      basesDone: new Uint32Array(new SharedArrayBuffer(4)),
      predictorModule,
      engine,
      threads,
      packs: packs?.map(sharedPack),
      snapshot: snapshot && inSharedMemory(snapshot),
      prefix: prefix && toShared(prefix),
      capture: capture && receiver && { bases: capture.bases, port: receiver.port },
    });
    try {
      const answer = await this.#ask(job, context);
      receiver?.drain();
      if (answer === undefined) return await retry(context, again);
      if ('failure' in answer) throw errorOf(answer.failure, index);
      return answer.result as Results[Kind];
    } finally {
      receiver?.close();
    }
  }

  /**
   * @returns undefined when the job was lost through no fault of its own
   * @throws what the context's signal or `progress` say; PartitionError when the worker had too little
   *   memory, which this thread may have no more of
   */
  async #ask(
    job: Job,
    { index, signal, progress }: JobContext,
  ): Promise<Answer<Result> | undefined> {
    const watch = watchProgress(job.basesDone, progress);
    const signals = [signal, this.#noWorker.signal, watch.signal];
    const transferList = job.capture ? [job.capture.port] : [];
    try {
      return await this.#pool.run(job, { signal: AbortSignal.any(signals), transferList });
    } catch (cause) {
      signal.throwIfAborted();
      watch.signal.throwIfAborted();
      if (this.#isDestroyed) throw new TypeError('the runner was destroyed');
      if (isOutOfMemory(cause)) throw new PartitionError(index, { cause });
      return undefined;
    } finally {
      watch.stop();
    }
  }

  /** Jobs that wait for a worker would wait for ever when there is none. */
  #releaseQueue(): void {
    if (this.#pool.threads.length > 0) return;
    const waiting = this.#noWorker;
    this.#noWorker = new AbortController();
    waiting.abort();
  }
}

/** Both results; what is wrong with the first is told before what is wrong with the second, as in one thread. */
async function both<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  second.catch(() => {});
  return [await first, await second];
}

/** Context for coding side streams alone: of bases and what models know there is nothing. */
function streamsContext({ index, signal, engine }: JobContext): JobContext {
  return { index, signal, engine, progress: () => {} };
}

function sharedPack(file: Uint8Array): Uint8Array {
  const shared = sharedPacks.get(file) ?? toShared(file);
  sharedPacks.set(file, shared);
  return shared;
}

function threadsOf({ threads, devices }: WorkerOptions): number {
  if (devices === undefined) return threads ?? availableParallelism();
  if (threads !== undefined) throw new TypeError('threads and devices exclude each other');
  return codingThreads(devices);
}

/** The second and last attempt. */
async function retry<T>({ index, signal }: JobContext, again: () => Promise<T>): Promise<T> {
  try {
    return await again();
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof PmklcError ? cause : new PartitionError(index, { cause });
  }
}
