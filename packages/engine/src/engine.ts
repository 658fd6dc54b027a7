/**
 * Codes the bases of a partition in WebAssembly: the model, the mixer and the coder in one loop.
 *
 * The host crosses the boundary once a block. Payloads equal those of the reference in
 * `@pmklc/codec` byte for byte.
 */
import {
  checkBytes,
  finishSteps,
  PmklcError,
  type Base,
  type Predictor,
  type Steps,
} from '@pmklc/core';
import {
  type BaseCoder,
  type BaseCoderOptions,
  type Beginning,
  type DecodeBasesOptions,
  type ModelConfig,
  proteinPlaceBytes,
  proteinPlaces,
} from '@pmklc/models';
import { hasThreads, startThreads } from '#start-threads';
import { buildModel } from './build-model.ts';
import { joinStreams, splitStreams } from './lane-streams.ts';
import { Lanes } from './lanes.ts';
import { RegionCopier, takeSnapshot, writeBeginning, type ModelInEngine } from './snapshot.ts';
import type { SharedJob } from './threads/lane-threads.ts';
import { ThreadError } from './threads/thread-error.ts';
import { ORDER } from './threads/thread-job.ts';
import {
  bytesAt,
  instantiate,
  moduleForThreads,
  release,
  type EngineExports,
  type Instance,
} from './wasm.ts';

/** So many bytes may wait for a carry before the engine gives up. */
const CARRY_BYTES = 1 << 16;

/** A valid payload may leave out at most this many zero bytes. Format: docs/format/README.md, "Payload". */
const MAX_MISSING_BYTES = 8;

/** No base is cheaper than this many to the bit: a frequency is at most 65533 / 65536. */
const MAX_BASES_PER_BYTE = 2 ** 17;

/** Positions are 32-bit integers with sign; a base takes a byte, so that the models still have 2 GiB. */
const MAX_BASES = 2 ** 31 - 2 ** 20;

/** The engine, on its own or with a predictor of the caller's beside its experts. */
export function createEngine(external?: () => Predictor): BaseCoder<ModelConfig> {
  return {
    encode: (config, bases, options) => finishSteps(encodeInSteps(config, bases, options)),
    decode: (config, payload, length, options) =>
      finishSteps(decodeInSteps(config, payload, length, options)),
    encodeInSteps,
    decodeInSteps,
  };

  function encodeInSteps(
    config: ModelConfig,
    bases: Uint8Array,
    options: BaseCoderOptions = {},
  ): Steps<Uint8Array> {
    return encode(config, bases, external?.(), options);
  }

  function decodeInSteps(
    config: ModelConfig,
    payload: Uint8Array,
    length: number,
    options: DecodeBasesOptions = {},
  ): Steps<Uint8Array> {
    return decode(config, payload, length, external?.(), options);
  }
}

/** The engine without a predictor of the caller's. */
export const engine: BaseCoder<ModelConfig> = /* @__PURE__ */ createEngine();

function* encode(
  config: ModelConfig,
  bases: Uint8Array,
  external: Predictor | undefined,
  options: BaseCoderOptions,
): Steps<Uint8Array> {
  checkBytes('bases', bases);
  if (bases.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
  const { threads } = options;
  const setting = { config, length: bases.length, external, beginning: options, threads };
  return yield* withModel(setting, (model) => encodeWith(model, bases, options));
}

function* encodeWith(
  model: ModelInEngine,
  bases: Uint8Array,
  options: BaseCoderOptions,
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const lanes = new Lanes(bases.length, options.lanes);
  const stride = lanes.blockSteps;
  const input = allocate(engine, stride * lanes.count);
  const room = 2 * stride + CARRY_BYTES;
  const output = allocate(engine, room * lanes.count);
  const chunks = lanes.map((): Uint8Array[] => []);
  const take = (lane: number): void => {
    const start = output + room * lane;
    const end = engine.outputCursor() >>> 0;
    if (end > start) chunks[lane]!.push(bytesAt(engine, start, end - start).slice());
    engine.moveOutput(start);
    if (engine.pendingBytes() > CARRY_BYTES - 16) {
      throw new RangeError('too many bytes wait for a carry');
    }
  };
  lanes.forEach((lane) => {
    engine.useLane(lane);
    engine.startEncoder(output + room * lane);
  });
  yield* forEachBlock(model, lanes, lanes.steps, options, (done, count) => {
    lanes.forEach((lane) => {
      const block = bases.subarray(...lanes.range(lane, done, count));
      bytesAt(engine, input + stride * lane, block.length).set(block);
    });
    together(model, ORDER.encode, [input, stride, count], () => {
      engine.encode(input, stride, count);
    });
    lanes.forEach((lane) => {
      engine.useLane(lane);
      take(lane);
    });
  });
  return joinStreams(
    lanes.map((lane) => {
      engine.useLane(lane);
      engine.finishEncoder();
      take(lane);
      return trim(chunks[lane]!);
    }),
  );
}

/** Blocks of steps, with a border where a snapshot is to be taken; each is a step of the work. */
function* forEachBlock(
  model: ModelInEngine,
  lanes: Lanes,
  steps: number,
  { capture, progress, snapshot }: BaseCoderOptions,
  code: (done: number, count: number) => void,
): Steps<void> {
  const captureAt = capture === undefined ? -1 : lanes.stepsFor(capture.bases);
  const before = snapshot?.bases ?? 0;
  for (let done = 0; ;) {
    if (done === captureAt) capture!.take(takeSnapshot(model, before + lanes.basesAfter(done)));
    if (done === steps) return;
    const end = done < captureAt ? Math.min(captureAt, steps) : steps;
    const count = Math.min(lanes.blockSteps, end - done);
    code(done, count);
    done += count;
    progress?.(lanes.basesAfter(done));
    yield;
  }
}

/** Leaves out the first byte, which is always 0, and the zeros that the decoder supplies itself. */
function trim(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  let end = all.length;
  while (end > 1 && end > all.length - MAX_MISSING_BYTES && all[end - 1] === 0) end--;
  return all.slice(1, end);
}

function* decode(
  config: ModelConfig,
  payload: Uint8Array,
  length: number,
  external: Predictor | undefined,
  options: DecodeBasesOptions,
): Steps<Uint8Array> {
  checkBytes('payload', payload);
  const { wanted = length } = options;
  // Of one lane, what is left out needs no room.
  const lanes = new Lanes(options.lanes === undefined ? Math.min(wanted, length) : length, options.lanes);
  if (lanes.bases > (payload.length + MAX_MISSING_BYTES) * MAX_BASES_PER_BYTE) {
    throw new PmklcError('truncated', `${payload.length} bytes cannot hold ${lanes.bases} bases`);
  }
  const { threads } = options;
  const setting = { config, length: lanes.bases, external, beginning: options, threads };
  const isWhole = wanted >= length;
  const steps = isWhole ? lanes.steps : lanes.stepsUntil(wanted);
  const bases = yield* withModel(setting, (model) =>
    decodeWith(model, payload, lanes, { ...options, steps, isWhole }),
  );
  return bases.subarray(0, wanted);
}

function* decodeWith(
  model: ModelInEngine,
  payload: Uint8Array,
  lanes: Lanes,
  options: DecodeBasesOptions & { readonly steps: number; readonly isWhole: boolean },
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const input = allocate(engine, payload.length);
  bytesAt(engine, input, payload.length).set(payload);
  splitStreams(payload, lanes.count).forEach((stream, lane) => {
    engine.useLane(lane);
    if (!engine.startDecoder(input + stream.byteOffset - payload.byteOffset, stream.length)) {
      throw new PmklcError('corrupt', 'the payload starts with ff ff ff ff');
    }
  });
  const { report } = options;
  const stride = lanes.blockSteps;
  const notes = report && allocate(engine, 4 * stride * lanes.count);
  yield* forEachBlock(model, lanes, options.steps, options, (done, count) => {
    if (notes === undefined) together(model, ORDER.decode, [count], () => engine.decode(count));
    else {
      together(model, ORDER.report, [count, notes, 4 * stride], () => {
        engine.decodeReporting(count, notes, 4 * stride);
      });
    }
    if (engine.isTruncated()) {
      throw new PmklcError('truncated', `the payload ends at byte ${payload.length}`);
    }
    if (notes === undefined) return;
    lanes.forEach((lane) => {
      const [start, end] = lanes.range(lane, done, count);
      const at = notes + 4 * stride * lane;
      if (end > start) report!(new Uint32Array(engine.memory.buffer, at, end - start), start);
    });
  });
  const left = lanes.map((lane) => {
    engine.useLane(lane);
    return engine.bytesLeft();
  });
  const more = left.reduce((sum, bytes) => sum + bytes, 0);
  if (more > 0 && options.isWhole)
    throw new PmklcError('corrupt', `${more} bytes follow the last symbol`);
  const first = (engine.basesAddress() >>> 0) + (options.prefix?.length ?? 0);
  return bytesAt(engine, first, lanes.bases).slice();
}

/** Setting that a model is made for. */
interface Setting {
  readonly config: ModelConfig;
  /** Bases to be coded. */
  readonly length: number;
  readonly external: Predictor | undefined;
  readonly beginning: Beginning;
  /** Threads that may code lanes. */
  readonly threads: number | undefined;
}

/** Runs some work with a model, which is gone afterwards. */
function* withModel<T>(setting: Setting, work: (model: ModelInEngine) => Steps<T>): Steps<T> {
  const { config, length, external, beginning } = setting;
  const lanes = beginning.lanes ?? 1;
  const threads = external === undefined && hasThreads ? Math.min(setting.threads ?? 1, lanes) : 1;
  if (beginning.prefix !== undefined) checkBytes('prefix', beginning.prefix);
  const capacity = length + (beginning.prefix?.length ?? 0);
  if (capacity > MAX_BASES) throw tooLarge();
  const proteins = proteinsFor(config, beginning);
  const scratch = new Uint32Array(4);
  const copier = new RegionCopier();
  const host = {
    predict(frequencies: number) {
      external!.predict(scratch);
      new Uint32Array(instance.engine.memory.buffer, frequencies >>> 0, 4).set(scratch);
    },
    update: (base: number) => external!.update(base as Base),
    transfer: (address: number, bytes: number) => copier.transfer(address, bytes),
  };
  const instance = withinMemory(() => instantiate(host, proteins, threads > 1));
  const hasExternal = external !== undefined;
  const made = { capacity, lanes, threads };
  const settingsBytes = withinMemory(() =>
    buildModel(instance.engine, config, made, hasExternal),
  );
  const crew = threads > 1 ? startThreads(jobOf(instance, { ...made, settingsBytes })) : undefined;
  let isDone = false;
  try {
    const model = { instance, copier, config, hasExternal, crew };
    const start = writeBeginning(model, beginning);
    while (!withinMemory(() => start.next()).done) yield;
    startBases(model, length, beginning);
    const result = yield* work(model);
    isDone = true;
    return result;
  } finally {
    crew?.stop(isDone);
    if (isDone) release(instance, length);
  }
}

/** Job that the caller's threads start with. */
function jobOf(
  { engine, proteins }: Instance,
  made: Omit<SharedJob, 'module' | 'memory' | 'proteins'>,
): SharedJob {
  return {
    ...made,
    module: moduleForThreads(),
    memory: engine.memory,
    proteins: proteins && [proteins.count, proteinPlaces(proteins.count), proteinPlaceBytes(proteins.count)],
  };
}

/** Says in all threads that the bases follow. */
function startBases({ instance, crew }: ModelInEngine, length: number, start: Beginning): void {
  const { prefix, readLengths, snapshot } = start;
  instance.engine.startBases(length);
  if (crew === undefined) return;
  crew.order(ORDER.join, prefix?.length ?? 0, length, snapshot?.bases ?? 0);
  crew.finish();
  if (readLengths === undefined) return;
  crew.order(ORDER.startReads, readLengths[0], readLengths[1] ?? 0);
  crew.finish();
}

/** Does something in all threads. */
function together(
  { instance, crew }: ModelInEngine,
  order: number,
  [first, second, third]: readonly number[],
  work: () => void,
): void {
  crew?.order(order, first, second, third);
  work();
  if (instance.engine.hasLostThread()) throw new ThreadError('a thread of the engine has ended');
  crew?.finish();
}

/** Proteins that the model is to know, where it can use any; their residues are not checked yet. */
function proteinsFor(config: ModelConfig, { proteins }: Beginning): Uint8Array | undefined {
  if (proteins === undefined) return undefined;
  checkBytes('proteins', proteins);
  return config.translation && proteins.length > 0 ? proteins : undefined;
}

/** Addresses come out of the engine with a sign: above 2 GiB they are negative. */
function allocate(engine: EngineExports, bytes: number): number {
  return withinMemory(() => engine.allocate(bytes)) >>> 0;
}

/** Runs what may need more memory than there is, where the engine traps. */
function withinMemory<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof WebAssembly.RuntimeError ? tooLarge(error) : error;
  }
}

function tooLarge(cause?: Error): PmklcError {
  const message = 'the bases and their model need more than the 4 GiB of an engine';
  return new PmklcError('memory-limit', message, { cause });
}
