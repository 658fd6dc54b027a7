/**
 * Which model codes a partition, and how its header says so.
 *
 * The header holds the level, and the configuration only where it is not the level's own.
 */
import type { ModelInfo } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { ModelConfig } from './interim-coder.ts';
import { configForLevel, decodeConfig, memoryBytes } from './interim-coder.ts';

/** A model with what the header says about it. */
export interface ModelPlan {
  readonly level: number;
  readonly config: ModelConfig;
  /** What the header says beside the level; empty: nothing. */
  readonly configBytes: Uint8Array;
  /** Memory that the model needs. */
  readonly memoryBytes: number;
}

/** The arithmetic of the models; a change of it is a new number. */
export const MODEL_REVISION = 0;

/**
 * The model of the highest level up to `level` that fits the memory.
 * @throws RangeError when not even level 1 does
 */
export function planModel(level: number, baseCount: number, memoryLimitBytes: number): ModelPlan {
  for (let tried = level; tried >= 1; tried--) {
    const plan = planLevel(tried, baseCount);
    if (plan.memoryBytes <= memoryLimitBytes) return plan;
  }
  const { memoryBytes: needed } = planLevel(1, baseCount);
  throw new RangeError(`level 1 needs ${needed} bytes of memory, the limit is ${memoryLimitBytes}`);
}

/**
 * The model that a header names.
 * @throws PmklcError `corrupt`, or `model-mismatch` when another version of the models made it
 */
export function readModel(model: ModelInfo, baseCount: number): ModelPlan {
  if (model.revision !== MODEL_REVISION || model.lanes !== 1 || model.knowledge.length > 0) {
    throw new PmklcError(
      'model-mismatch',
      `the bases were coded with a model (revision ${model.revision}) that this version lacks`,
    );
  }
  if (model.snapshot !== undefined) {
    throw new PmklcError('unsupported-feature', 'a model starts from an earlier partition');
  }
  const { level, config: configBytes } = model;
  const config = configBytes.length > 0 ? decodeConfig(configBytes) : configForLevel(level);
  const needed = memoryBytes(config, baseCount);
  // The limit was checked against the header's number: the model must not need more than that.
  if (needed > model.memoryBytes) {
    throw new PmklcError('corrupt', 'a model needs more memory than its header says');
  }
  return { level, config, configBytes, memoryBytes: needed };
}

function planLevel(level: number, baseCount: number): ModelPlan {
  const config = configForLevel(level);
  return {
    level,
    config,
    configBytes: new Uint8Array(0),
    memoryBytes: memoryBytes(config, baseCount),
  };
}
