/**
 * Codes bases with the reference model in plain TypeScript: slow, and the definition of the result.
 */
import { decodeLanesInSteps, encodeLanesInSteps, streamsOf } from '@pmklc/coder';
import {
  checkBytes,
  finishSteps,
  LaneLayout,
  type Base,
  type Frequencies,
  type LanePredictor,
  type Predictor,
  type Steps,
} from '@pmklc/core';
import type { BaseCoder, BaseCoderOptions, DecodeBasesOptions, ModelConfig } from '@pmklc/models';
import { AttributingLanes, DynamicModel, FastModel } from '@pmklc/models';

/** Bases to make room for at once: a header's number is not to be trusted with more. */
const MAX_CAPACITY = 2 ** 22;

/** Bases between two reports of progress. */
const REPORT_BASES = 2 ** 15;

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
    const payload = yield* encodeLanesInSteps(predictor, bases, options.lanes);
    finish();
    return payload;
  }

  function* decodeInSteps(
    config: ModelConfig,
    payload: Uint8Array,
    length: number,
    options: DecodeBasesOptions = {},
  ): Steps<Uint8Array> {
    const { lanes = 1, wanted = length } = options;
    streamsOf(payload, length, lanes);
    const { predictor, finish } = create(config, length, external?.(), options);
    const bases = yield* decodeLanesInSteps(predictor, payload, length, { lanes, wanted });
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
): { predictor: LanePredictor; finish: () => void } {
  const { capture, report, lanes = 1 } = options;
  const layout = new LaneLayout(length, lanes);
  const room = lanes === 1 ? Math.min(length, MAX_CAPACITY) : length;
  const model = modelOf(config, room, external, options);
  const carrier = (base: Base, frequencies: Frequencies, lane: number): number =>
    model.carrier(base, frequencies, lane);
  const noting = report && new AttributingLanes(model, carrier, report, layout);
  const captureAt = capture ? Math.ceil(capture.bases / lanes) : -1;
  const predictor = watched(noting ?? model, model, captureAt, options);
  const finish = (): void => {
    predictor.finish();
    noting?.finish();
  };
  return { predictor, finish };
}

/** @throws RangeError when the fast model is to have lanes, or another expert beside it */
function modelOf(
  config: ModelConfig,
  room: number,
  external: Predictor | undefined,
  options: DecodeBasesOptions,
): DynamicModel | FastModel {
  if (config.fast === null) return new DynamicModel(config, room, external, options);
  if (external !== undefined) throw new RangeError('the fast model takes no other experts');
  return new FastModel(config, room, options);
}

/** Predictor with the same predictions. A snapshot is taken before the step `captureAt`; progress heard of every 32,768 bases. */
function watched(
  predictor: LanePredictor,
  model: DynamicModel | FastModel,
  captureAt: number,
  { capture, progress }: BaseCoderOptions,
): LanePredictor & { finish: () => void } {
  let steps = 0;
  let done = 0;
  return {
    predictLane(lane, out) {
      if (lane === 0 && steps === captureAt) capture!.take(model.snapshot());
      predictor.predictLane(lane, out);
    },
    learnStep(newest) {
      predictor.learnStep(newest);
      steps++;
      done += newest.length;
      if (done % REPORT_BASES < newest.length) progress?.(done);
    },
    finish() {
      if (steps === captureAt) capture!.take(model.snapshot());
    },
  };
}

/** The reference without a predictor of the caller's. Payloads equal those of `@pmklc/engine`. */
export const referenceCoder: BaseCoder<ModelConfig> = /* @__PURE__ */ createReferenceCoder();
