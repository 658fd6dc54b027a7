/**
 * Experts that a model's configuration leaves out: they say nothing and learn nothing.
 */
import type { ExpertLane, ExpertState } from './expert.ts';
import type { Stateful } from './snapshot/stateful.ts';

/** @param partCount parts of a snapshot, which are there and empty */
export function absentState(partCount: number): ExpertState {
  return { states: Array.from({ length: partCount }, (): Stateful => ({ state: [] })) };
}

/** In any lane. */
export const ABSENT_LANE: ExpertLane = { opinions: [], predict: () => {}, learn: () => {} };
