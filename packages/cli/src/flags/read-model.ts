/**
 * `--model FILE.json`: some fields of a model, which take the place of the level's.
 */
import { readFileSync } from 'node:fs';
import { DEFAULT_PARTITION_BASES } from '@pmklc/codec';
import type { Fields, ModelConfig, Optional, Shape } from '@pmklc/models';
import { checkConfig, configForLevel, EXPERT_KINDS, mixing } from '@pmklc/models';
import { describeError, UsageError } from '../messages/errors.ts';

/** Fields that the file may hold: those of every kind of expert, and of mixing. */
const MODEL: Fields = Object.assign(
  {},
  ...[...EXPERT_KINDS, mixing].map(({ fields }) => fields),
) as Fields;

/**
 * The level's model for a long sequence, with the file's fields instead of its own. Those of objects
 * are merged, too; lists are replaced; without a pool there is no `shortcutRun` unless the file has one.
 *
 * @throws UsageError when the file cannot be read, or does not make a model
 */
export function readModel(path: string, level: number): ModelConfig {
  try {
    return mergeModel(readFileSync(path, 'utf8'), level);
  } catch (cause) {
    throw new UsageError(`--model ${path} cannot be used: ${describeError(cause)}`, { cause });
  }
}

function mergeModel(text: string, level: number): ModelConfig {
  const given = JSON.parse(text) as unknown;
  checkShape(given, MODEL, 'the model');
  const own: Record<string, unknown> = { ...configForLevel(level, DEFAULT_PARTITION_BASES) };
  const fields = Object.entries(given as object).map(([field, value]) => [
    field,
    isObject(value) && isObject(own[field]) ? { ...own[field], ...value } : value,
  ]);
  const merged = { ...own, ...Object.fromEntries(fields) };
  const model = withoutShortcut(merged, given as object) as unknown as ModelConfig;
  checkConfig(model);
  return model;
}

/** Without a pool there is no shortcut, unless the file has one: then `checkConfig` says what is wrong. */
function withoutShortcut(model: Record<string, unknown>, given: object): Record<string, unknown> {
  return model['pool'] === null && !('shortcutRun' in given) ? { ...model, shortcutRun: 0 } : model;
}

/** Whether all that is there is of the right kind. Only entries of lists must have every field. */
function checkShape(value: unknown, shape: Shape, name: string, isEntry = false): void {
  if (typeof shape === 'string') return check(typeof value === shape, `${name} must be a ${shape}`);
  if (isList(shape)) {
    check(Array.isArray(value), `${name} must be a list`);
    value.forEach((entry, i) => checkShape(entry, shape[0], `${name}[${i}]`, true));
    return;
  }
  if (isOptional(shape)) {
    if (value !== null) checkShape(value, shape.orNull, name, isEntry);
    return;
  }
  checkFields(value, shape, name, isEntry);
}

function checkFields(value: unknown, fields: Fields, name: string, isEntry: boolean): void {
  check(isObject(value), `${name} must be an object`);
  for (const field of Object.keys(value)) {
    check(Object.hasOwn(fields, field), `${name} has no field "${field}"`);
  }
  for (const [field, inner] of Object.entries(fields)) {
    const isMissing = !Object.hasOwn(value, field);
    check(!isMissing || !isEntry, `${name} lacks the field "${field}"`);
    if (!isMissing) checkShape(value[field], inner, field);
  }
}

function isOptional(shape: Fields | Optional): shape is Optional {
  return Object.hasOwn(shape, 'orNull');
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
