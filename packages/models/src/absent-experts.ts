/**
 * Experts that a model's configuration leaves out: they say nothing and learn nothing.
 */
import type { Experts } from './expert.ts';
import type { Stateful } from './snapshot/stateful.ts';

/** @param partCount parts of a snapshot, which are there and empty */
export function absentExperts(partCount: number): Experts {
  const states = Array.from({ length: partCount }, (): Stateful => ({ state: [] }));
  return { states, opinions: [], predict: () => {}, learn: () => {} };
}
