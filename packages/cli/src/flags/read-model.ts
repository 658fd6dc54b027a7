/**
 * `--model FILE.json`: some fields of a model, which take the place of the level's.
 */
import { readFileSync } from 'node:fs';
import { DEFAULT_PARTITION_BASES } from '@pmklc/codec';
import type { ModelConfig } from '@pmklc/models';
import { checkConfig, configForLevel } from '@pmklc/models';
import { describeError, UsageError } from '../messages/errors.ts';

type Scalar = 'number' | 'boolean' | 'string';
/** What a JSON value must look like: an object of these fields, a list of such values, or a scalar. */
type Shape = Scalar | readonly [Shape] | { readonly [field: string]: Shape };

const SEED: Shape = { pattern: 'string', placeBits: 'number' };
const POOL: Shape = {
  pointers: 'number',
  seeds: [SEED],
  minAgreement: 'number',
  maxMisses: 'number',
};
const FRAMES: Shape = { genes: 'number', intergenic: 'number', orders: ['number'] };
const NETWORK: Shape = {
  hidden: 'number',
  views: [{ stride: 'number', k: 'number', count: 'number' }],
  rowRate: 'number',
  outputRate: 'number',
  invertedEvery: 'number',
  joint: 'boolean',
};
const MODEL: Shape = {
  orders: ['number'],
  invertedRepeats: 'boolean',
  frames: FRAMES,
  pool: POOL,
  networks: [NETWORK],
  mixerRate: 'number',
  secondaryEstimation: 'boolean',
  sureRun: 'number',
};

/**
 * The level's model for a long sequence, with the file's fields instead of its own. Those of `pool` and
 * `frames` are merged, too; lists are replaced; without a pool there is no `sureRun` unless the file has one.
 *
 * @throws UsageError when the file cannot be read, or does not make a model
 */
export function readModel(path: string, level: number): ModelConfig {
  try {
    return mergeModel(readFileSync(path, 'utf8'), level);
  } catch (cause) {
    throw new UsageError(`--model cannot be used: ${describeError(cause)}`, { cause });
  }
}

function mergeModel(text: string, level: number): ModelConfig {
  const given = JSON.parse(text) as unknown;
  checkShape(given, MODEL, 'the model');
  const { pool, frames, ...rest } = given as Partial<ModelConfig>;
  const own = configForLevel(level, DEFAULT_PARTITION_BASES);
  const model: ModelConfig = {
    ...own,
    ...(pool === null ? { sureRun: 0 } : {}),
    ...rest,
    frames: frames === null ? null : { ...own.frames!, ...frames },
    pool: pool === null ? null : { ...own.pool!, ...pool },
  };
  checkConfig(model);
  return model;
}

/** Whether all that is there is of the right kind. Only entries of lists must have every field. */
function checkShape(value: unknown, shape: Shape, name: string, isEntry = false): void {
  if (typeof shape === 'string') return check(typeof value === shape, `${name} must be a ${shape}`);
  if (isList(shape)) {
    check(Array.isArray(value), `${name} must be a list`);
    value.forEach((entry, i) => checkShape(entry, shape[0], `${name}[${i}]`, true));
    return;
  }
  if (value === null && (shape === POOL || shape === FRAMES)) return;
  check(isObject(value), `${name} must be an object`);
  for (const field of Object.keys(value)) {
    check(Object.hasOwn(shape, field), `${name} has no field "${field}"`);
  }
  for (const [field, inner] of Object.entries(shape)) {
    const isMissing = !Object.hasOwn(value, field);
    check(!isMissing || !isEntry, `${name} lacks the field "${field}"`);
    if (!isMissing) checkShape(value[field], inner, field);
  }
}

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new TypeError(what);
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
