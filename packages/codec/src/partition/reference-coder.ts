/**
 * Codes bases with the reference model in plain TypeScript: slow, and the definition of the result.
 */
import { decodeBasesInSteps, encodeBasesInSteps } from '@pmklc/coder';
import { checkBytes, finishSteps } from '@pmklc/core';
import type {
  BaseCoder,
  BaseCoderOptions,
  Capture,
  DecodeBasesOptions,
  ModelConfig,
} from '@pmklc/models';
import type { Base, Frequencies, Predictor, Steps } from '@pmklc/core';
import { DynamicModel, AttributingPredictor } from '@pmklc/models';
import { progressPredictor } from './progress-predictor.ts';

/** Bases to make room for at once: a header's number is not to be trusted with more. */
const MAX_CAPACITY = 2 ** 22;

/** The reference, on its own or with a predictor of the caller's beside its experts. */
export function createReferenceCoder(external?: () => Predictor): BaseCoder<ModelConfig> {
  return {
    encode: (config, bases, options) => finishSteps(encodeInSteps(config, bases, options)),
    decode: (config, payload, length, options) =>
      finishSteps(decodeInSteps(config, payload, length, options)),
    encodeInSteps,
    decodeInSteps,
  };

  function* encodeInSteps(
    config: ModelConfig,
    bases: Uint8Array,
    options: BaseCoderOptions = {},
  ): Steps<Uint8Array> {
    checkBytes('bases', bases);
    const { predictor, finish } = create(config, bases.length, external?.(), options);
    const payload = yield* encodeBasesInSteps(predictor, bases);
    finish();
    return payload;
  }

  function* decodeInSteps(
    config: ModelConfig,
    payload: Uint8Array,
    length: number,
    options: DecodeBasesOptions = {},
  ): Steps<Uint8Array> {
    checkBytes('payload', payload);
    const wanted = Math.min(options.wanted ?? length, length);
    const { predictor, finish } = create(config, wanted, external?.(), options);
    const bases = yield* decodeBasesInSteps(predictor, payload, wanted, wanted < length);
    finish();
    return bases;
  }
}

/** The model, and what is to be done after the last base. */
function create(
  config: ModelConfig,
  length: number,
  external: Predictor | undefined,
  options: DecodeBasesOptions,
): { predictor: Predictor; finish: () => void } {
  const { capture, progress, report } = options;
  const model = new DynamicModel(config, Math.min(length, MAX_CAPACITY), external, options);
  const carrier = (base: Base, frequencies: Frequencies): number =>
    model.carrier(base, frequencies);
  const noting = report && new AttributingPredictor(model, carrier, report);
  const whole: Predictor = noting ?? model;
  const predictor = capture === undefined ? whole : capturingPredictor(whole, model, capture);
  const finish = (): void => {
    if (capture?.bases === length) capture.take(model.snapshot());
    noting?.finish();
  };
  return { predictor: progressPredictor(predictor, progress), finish };
}

/** Predictor with the same predictions; hands out a snapshot before base number `capture.bases`. */
function capturingPredictor(
  predictor: Predictor,
  model: DynamicModel,
  { bases, take }: Capture,
): Predictor {
  let done = 0;
  return {
    predict(out) {
      if (done++ === bases) take(model.snapshot());
      predictor.predict(out);
    },
    update: (base) => predictor.update(base),
  };
}

/** The reference without a predictor of the caller's. Payloads equal those of `@pmklc/engine`. */
export const referenceCoder: BaseCoder<ModelConfig> = /* @__PURE__ */ createReferenceCoder();
