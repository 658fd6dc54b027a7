/**
 * States that the models of all levels start from, when only some of them have been trained: networks, and
 * whatever else does not depend on the level, are shared.
 */
import {
  configForLevel,
  MAX_LEVEL,
  MIN_LEVEL,
  partsOf,
  type BaseCoder,
  type ModelConfig,
  type Part,
  type Snapshot,
} from '@pmklc/models';
import { initialParts } from './initial-parts.ts';
import type { LevelState } from './pack-contents.ts';
import { encodeState } from './state-code.ts';

/** Coded parts, each stored once, and which of them each level uses. */
export interface SharedStates {
  readonly states: readonly Uint8Array[];
  readonly levels: readonly LevelState[];
}

/** The parts of a snapshot are the same for any number of bases: this one needs little memory. */
export function snapshotConfig(level: number): ModelConfig {
  return configForLevel(level, 0);
}

/**
 * @param trained by level what its model is to start from; without any, no level gets a state
 * @param engine makes the states before learning
 */
export function shareStates(
  trained: ReadonlyMap<number, Snapshot>,
  engine: BaseCoder<ModelConfig>,
): SharedStates {
  const states: Uint8Array[] = [];
  const own: LevelState[] = [];
  for (const [level, learned] of trained) {
    const initial = initialParts(snapshotConfig(level), engine);
    own.push(addStates(states, level, learned, initial, own));
  }
  if (own.length === 0) return { states, levels: [] };
  const all = Array.from({ length: MAX_LEVEL - MIN_LEVEL + 1 }, (_, i) => MIN_LEVEL + i);
  const stateOf = (level: number): LevelState =>
    own
      .map((other) => ({ level, bases: other.bases, parts: fittingParts(level, other) }))
      .reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
  return {
    states,
    levels: all.map((level) => own.find((s) => s.level === level) ?? stateOf(level)),
  };
}

/** Number of parts that a level has. */
function countOf({ parts }: LevelState): number {
  return parts.filter((part) => part >= 0).length;
}

/** Adds the states of a level: a part that learns nearly the same at every level that has it is stored once. */
function addStates(
  states: Uint8Array[],
  level: number,
  { bases, parts }: Snapshot,
  initial: ReturnType<typeof initialParts>,
  others: readonly LevelState[],
): LevelState {
  const fitting = others.map((other) => fittingParts(level, other));
  const indices = partsOf(snapshotConfig(level)).map(({ segments, isAlikeAtLevels }, i) => {
    if (parts[i]!.length === 0) return -1;
    const shared = isAlikeAtLevels
      ? fitting.map((indices) => indices[i]!).find((index) => index >= 0)
      : undefined;
    return shared ?? states.push(encodeState(parts[i]!, initial[i]!(), segments)) - 1;
  });
  return { level, bases, parts: indices };
}

/** Parts of another level's state that have a place in a model of `level`: of the same name, layout and origin. */
function fittingParts(level: number, { level: otherLevel, parts }: LevelState): number[] {
  const from = partsOf(snapshotConfig(otherLevel));
  const isSame = (a: Part, b: Part) =>
    a.name === b.name &&
    a.origin === b.origin &&
    JSON.stringify(a.segments) === JSON.stringify(b.segments);
  return partsOf(snapshotConfig(level)).map((part) => {
    const other = from.findIndex((candidate) => isSame(candidate, part));
    return other < 0 ? -1 : parts[other]!;
  });
}
