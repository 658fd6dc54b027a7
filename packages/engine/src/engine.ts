/**
 * Codes the bases of a partition in WebAssembly: the model, the mixer and the coder in one loop.
 *
 * The host crosses the boundary once a block. Payloads equal those of the reference in
 * `@pmklc/codec` byte for byte.
 */
import { checkBytes, finishSteps, PmklcError, type Predictor, type Steps } from '@pmklc/core';
import {
  type BaseCoder,
  type BaseCoderOptions,
  type DecodeBasesOptions,
  type ModelConfig,
} from '@pmklc/models';
import { decodeBases } from './decode-bases.ts';
import { encodeBases } from './encode-bases.ts';
import { BlockLayout } from './block-layout.ts';
import { MAX_MISSING_BYTES } from './limits.ts';
import { withModel } from './with-model.ts';

/** No base is cheaper than this many to the bit: a frequency is at most 65533 / 65536. */
const MAX_BASES_PER_BYTE = 2 ** 17;

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
  return yield* withModel(setting, (model) => encodeBases(model, bases, options));
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
  const isSingle = (options.lanes ?? 1) === 1;
  const layout = new BlockLayout(isSingle ? Math.min(wanted, length) : length, options.lanes);
  if (layout.bases > (payload.length + MAX_MISSING_BYTES) * MAX_BASES_PER_BYTE) {
    throw new PmklcError('truncated', `${payload.length} bytes cannot hold ${layout.bases} bases`);
  }
  const { threads } = options;
  const setting = { config, length: layout.bases, external, beginning: options, threads };
  const isWhole = wanted >= length;
  const steps = isWhole ? layout.steps : layout.stepsUntil(wanted);
  const bases = yield* withModel(setting, (model) =>
    decodeBases(model, payload, layout, { ...options, steps, isWhole }),
  );
  return bases.subarray(0, wanted);
}
