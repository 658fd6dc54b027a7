/**
 * What every level starts from, when only some of them have been trained: networks, and whatever else does
 * not depend on the level, are shared.
 */
import {
  configForLevel,
  MAX_LEVEL,
  MIN_LEVEL,
  partLayouts,
  type ModelConfig,
  type Snapshot,
} from '@pmklc/models';
import { initialParts } from './initial-parts.ts';
import type { LevelState } from './knowledge-pack.ts';
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

/** @param trained by level what its model is to start from; without any, no level gets a state */
export function shareStates(trained: ReadonlyMap<number, Snapshot>): SharedStates {
  const states: Uint8Array[] = [];
  const own: LevelState[] = [];
  for (const [level, learned] of trained) own.push(addStates(states, level, learned, own));
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

/** How many parts it has. */
function countOf({ parts }: LevelState): number {
  return parts.filter((part) => part >= 0).length;
}

/** Networks, the pool and frames learn nearly the same at every level that has them: they are stored once. */
function addStates(
  states: Uint8Array[],
  level: number,
  { bases, parts }: Snapshot,
  others: readonly LevelState[],
): LevelState {
  const config = snapshotConfig(level);
  const initial = initialParts(config);
  const layouts = partLayouts(config);
  const pool = config.orders.length + config.networks.length;
  const frames = layouts.length - 2;
  const fitting = others.map((other) => fittingParts(level, other));
  const indices = parts.map((part, i) => {
    if (part.length === 0) return -1;
    const shared =
      i <= pool || i === frames
        ? fitting.map((indices) => indices[i]!).find((index) => index >= 0)
        : undefined;
    return shared ?? states.push(encodeState(part, initial[i]!(), layouts[i]!)) - 1;
  });
  return { level, bases, parts: indices };
}

/** Which parts of another level's state have a place in a model of `level`. */
function fittingParts(level: number, { level: otherLevel, parts }: LevelState): number[] {
  const to = snapshotConfig(level);
  const from = snapshotConfig(otherLevel);
  const toLayouts = partLayouts(to).map((layout) => JSON.stringify(layout));
  const fromLayouts = partLayouts(from).map((layout) => JSON.stringify(layout));
  const behind = fromLayouts.length - toLayouts.length;
  return toLayouts.map((layout, i) => {
    const network = i - to.orders.length;
    if (network < 0) return -1;
    if (network < to.networks.length) {
      return sameNetworks(to, from, network) ? parts[from.orders.length + network]! : -1;
    }
    return fromLayouts[i + behind] === layout ? parts[i + behind]! : -1;
  });
}

/** First weights come out of one stream of random numbers, so all networks before must be the same too. */
function sameNetworks(to: ModelConfig, from: ModelConfig, index: number): boolean {
  const shapes = (config: ModelConfig) =>
    JSON.stringify(
      config.networks.slice(0, index + 1).map(({ hidden, views, joint }) => [hidden, views, joint]),
    );
  return shapes(to) === shapes(from);
}
