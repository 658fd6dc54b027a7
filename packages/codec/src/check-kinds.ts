/**
 * Kinds and names of options, for callers without types: what is no function is not called an hour later, and a name
 * that is misspelled is not ignored.
 */
import { checkBytes, checkObject, wrongKind } from '@pmklc/core';
import type { CompressOptions } from './options.ts';

/** Options of packing, of which unpacking ignores those that are about packing: both may be given the same. */
const NAMES: Record<keyof CompressOptions, true> = {
  engine: true,
  format: true,
  inputBytes: true,
  knowledge: true,
  lanes: true,
  level: true,
  mateNames: true,
  memoryLimitBytes: true,
  model: true,
  on: true,
  partitions: true,
  passing: true,
  predictor: true,
  predictorAlone: true,
  privateNetwork: true,
  runner: true,
  semaphore: true,
  signal: true,
  threads: true,
};

type Groups = Required<
  Pick<CompressOptions, 'knowledge' | 'on' | 'partitions' | 'passing' | 'privateNetwork'>
>;

const GROUPS: { readonly [Name in keyof Groups]: Record<keyof Groups[Name], true> } = {
  knowledge: { packs: true, select: true },
  on: { progress: true, level: true, trial: true, strands: true, trained: true },
  partitions: { bases: true, count: true, leastBytes: true },
  passing: { topology: true, fraction: true, width: true },
  privateNetwork: { seconds: true, train: true },
};

/** @throws TypeError when an option is of another kind than its type says, or there is no such option */
export function checkKinds(options: CompressOptions): void {
  checkObject('options', options);
  checkNames('', options, NAMES);
  for (const [name, names] of Object.entries(GROUPS)) {
    checkGroup(name, options[name as keyof Groups], names);
  }
  const { signal, knowledge, predictor, runner, semaphore, privateNetwork, engine } = options;
  checkFunction('privateNetwork.train', privateNetwork?.train);
  checkMethods('runner', runner, ['encode', 'decode']);
  checkMethods('semaphore', semaphore, ['tryTake', 'take', 'give']);
  checkMethods('predictor', predictor, ['create']);
  if (typeof engine === 'object') checkMethods('engine', engine, ['create']);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw wrongKind('signal', 'an AbortSignal', signal);
  }
  checkPacks(knowledge?.packs);
}

/**
 * Checks the names of a group of options, and that what it is to call are functions.
 * @throws TypeError when one is of another kind, or there is no such option
 */
export function checkGroup(
  name: string,
  group: object | undefined,
  names: Record<string, true>,
): void {
  if (group === undefined) return;
  checkObject(name, group);
  checkNames(`${name}.`, group, names);
  if (name !== 'on') return;
  for (const [event, value] of Object.entries(group)) checkFunction(`on.${event}`, value);
}

function checkPacks(packs: readonly Uint8Array[] | undefined): void {
  if (packs === undefined) return;
  if (!Array.isArray(packs)) throw wrongKind('knowledge.packs', 'an Array of Uint8Arrays', packs);
  for (const file of packs) checkBytes('a knowledge pack', file);
}

function checkNames(prefix: string, given: object, names: Record<string, true>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(names, name));
  if (unknown !== undefined) throw new TypeError(`there is no option ${prefix}${unknown}`);
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
