/**
 * Snapshot that the model of a level starts from, as a pack has it: docs/format/knowledge.md,
 * "States".
 */
import { configurationOf } from '../model/configuration.mjs';
import { must } from '../container/cursor.mjs';
import { DynamicModel } from '../model/dynamic-model.mjs';
import { changedNumbers } from './state.mjs';

/** Snapshot, like `snapshot()` of a model; parts that are empty are undefined. */
export function packSnapshot({ id, levels }, level) {
  must(levels.has(level), `the pack ${id} has a snapshot for level ${level}`);
  const { states, learnedBases } = levels.get(level);
  const { parts } = new DynamicModel(configurationOf({ level, modelConfig: [] }, 0), 0);
  must(states.length === parts.length, 'a level of a pack has the parts of its model');
  const numbers = parts.map((part, i) => states[i] && changedNumbers(part, states[i]));
  return { numbers, learnedBases };
}
