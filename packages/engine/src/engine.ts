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
} from '@pmklc/models';
import { buildModel } from './build-model.ts';
import { RegionCopier, takeSnapshot, writeBeginning, type ModelInEngine } from './snapshot.ts';
import { bytesAt, instantiate, release, type EngineExports } from './wasm.ts';

/** Bases between two returns to the host. */
const BLOCK_BASES = 1 << 16;

/** A base costs at most 16 bits; and so many bytes may wait for a carry before the engine gives up. */
const OUTPUT_BYTES = 2 * BLOCK_BASES + (1 << 16);

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
  const setting = { config, length: bases.length, external, beginning: options };
  return yield* withModel(setting, (model) => encodeWith(model, bases, options));
}

function* encodeWith(
  model: ModelInEngine,
  bases: Uint8Array,
  options: BaseCoderOptions,
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const input = allocate(engine, BLOCK_BASES);
  const output = allocate(engine, OUTPUT_BYTES);
  const chunks: Uint8Array[] = [];
  const take = (): void => {
    const end = engine.outputCursor() >>> 0;
    if (end > output) chunks.push(bytesAt(engine, output, end - output).slice());
    engine.moveOutput(output);
  };
  engine.startEncoder(output);
  yield* forEachBlock(model, bases.length, options, (done, count) => {
    bytesAt(engine, input, count).set(bases.subarray(done, done + count));
    engine.encode(input, count);
    take();
    if (engine.pendingBytes() > OUTPUT_BYTES - 2 * BLOCK_BASES - 16) {
      throw new RangeError('too many bytes wait for a carry');
    }
  });
  engine.finishEncoder();
  take();
  return trim(chunks);
}

/** Blocks of bases, with a border where a snapshot is to be taken; each is a step. */
function* forEachBlock(
  model: ModelInEngine,
  length: number,
  { capture, progress, snapshot }: BaseCoderOptions,
  code: (done: number, count: number) => void,
): Steps<void> {
  const captureAt = capture?.bases ?? -1;
  const before = snapshot?.bases ?? 0;
  for (let done = 0; ;) {
    if (done === captureAt) capture!.take(takeSnapshot(model, before + done));
    if (done === length) return;
    const end = done < captureAt ? Math.min(captureAt, length) : length;
    const count = Math.min(BLOCK_BASES, end - done);
    code(done, count);
    done += count;
    progress?.(done);
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
  if (length > (payload.length + MAX_MISSING_BYTES) * MAX_BASES_PER_BYTE) {
    throw new PmklcError('truncated', `${payload.length} bytes cannot hold ${length} bases`);
  }
  const setting = { config, length, external, beginning: options };
  return yield* withModel(setting, (model) => decodeWith(model, payload, length, options));
}

function* decodeWith(
  model: ModelInEngine,
  payload: Uint8Array,
  length: number,
  options: DecodeBasesOptions,
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const input = allocate(engine, payload.length);
  bytesAt(engine, input, payload.length).set(payload);
  if (!engine.startDecoder(input, payload.length)) {
    throw new PmklcError('corrupt', 'the payload starts with ff ff ff ff');
  }
  const { report } = options;
  const notes = report && allocate(engine, 4 * BLOCK_BASES);
  yield* forEachBlock(model, length, options, (_, count) => {
    if (notes === undefined) engine.decode(count);
    else engine.decodeReporting(count, notes);
    if (engine.isTruncated()) {
      throw new PmklcError('truncated', `the payload ends at byte ${payload.length}`);
    }
    if (notes !== undefined) report!(new Uint32Array(engine.memory.buffer, notes, count));
  });
  const left = engine.bytesLeft();
  if (left > 0 && !options.mayHoldMore)
    throw new PmklcError('corrupt', `${left} bytes follow the last symbol`);
  const first = (engine.basesAddress() >>> 0) + (options.prefix?.length ?? 0);
  return bytesAt(engine, first, length).slice();
}

/** Setting that a model is made for. */
interface Setting {
  readonly config: ModelConfig;
  /** Bases to be coded. */
  readonly length: number;
  readonly external: Predictor | undefined;
  readonly beginning: Beginning;
}

/** Runs some work with a model, which is gone afterwards. */
function* withModel<T>(setting: Setting, work: (model: ModelInEngine) => Steps<T>): Steps<T> {
  const { config, length, external, beginning } = setting;
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
  const instance = withinMemory(() => instantiate(host, proteins));
  const model = { instance, copier, config, hasExternal: external !== undefined };
  withinMemory(() => buildModel(instance.engine, config, capacity, model.hasExternal));
  const start = writeBeginning(model, beginning);
  while (!withinMemory(() => start.next()).done) yield;
  const result = yield* work(model);
  release(instance, length);
  return result;
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
