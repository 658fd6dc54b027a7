/**
 * Kinds of options, for callers without types: what is no function is not called an hour later.
 */
import { checkBytes, checkObject, wrongKind } from '@pmklc/core';
import type { CompressOptions, DecompressOptions } from './options.ts';

/** @throws TypeError when an option is of another kind than its type says */
export function checkKinds(options: CompressOptions & DecompressOptions): void {
  checkObject('options', options);
  const { signal, knowledge, predictor, runner, slots, trainPrivate } = options;
  for (const [name, value] of Object.entries(options)) {
    if (/^on[A-Z]/.test(name)) checkFunction(name, value);
  }
  checkFunction('trainPrivate', trainPrivate);
  checkMethods('runner', runner, ['encode', 'decode']);
  checkMethods('slots', slots, ['tryTake', 'take', 'give']);
  checkMethods('predictor', predictor, ['create']);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw wrongKind('signal', 'an AbortSignal', signal);
  }
  if (knowledge === undefined) return;
  if (!Array.isArray(knowledge)) throw wrongKind('knowledge', 'an Array of Uint8Arrays', knowledge);
  for (const file of knowledge) checkBytes('a file of knowledge', file);
}

function checkFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw wrongKind(name, 'a function', value);
}

function checkMethods(name: string, value: unknown, methods: readonly string[]): void {
  if (value === undefined) return;
  checkObject(name, value);
  for (const method of methods) {
    checkFunction(`${name}.${method}`, (value as Record<string, unknown>)[method] ?? null);
  }
}
