/**
 * Codes bases with the reference model in plain TypeScript: slow, and the definition of the result.
 */
import { decodeBases, encodeBases } from '@pmklc/coder';
import type { BaseCoder, ModelConfig, Predictor, Progress } from '@pmklc/core';
import { DynamicPredictor } from './dynamic-predictor.ts';
import { reportingPredictor } from './reporting-predictor.ts';

/** Bases to make room for at once: a header's number is not to be trusted with more. */
const MAX_CAPACITY = 2 ** 22;

/** The reference, on its own or with a predictor of the caller's beside its experts. */
export function createReferenceCoder(external?: () => Predictor): BaseCoder<ModelConfig> {
  const create = (config: ModelConfig, length: number, progress?: Progress) =>
    reportingPredictor(
      new DynamicPredictor(config, Math.min(length, MAX_CAPACITY), external?.()),
      progress,
    );
  return {
    encode: (config, bases, progress) => encodeBases(create(config, bases.length, progress), bases),
    decode: (config, payload, length, progress, isPrefix) =>
      decodeBases(create(config, length, progress), payload, length, isPrefix),
  };
}

/** The reference without a predictor of the caller's. Payloads equal those of `@pmklc/engine`. */
export const referenceCoder: BaseCoder<ModelConfig> = /* @__PURE__ */ createReferenceCoder();
