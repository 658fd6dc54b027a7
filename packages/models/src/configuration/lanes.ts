/**
 * Lanes of a model: what one takes of memory, and which models can have several. Format: docs/format/model.md, "Lanes".
 */
import type { ModelConfig } from '../experts.ts';

/** Memory of one lane, at most: its copies, activations, inputs of the mixer and what it waits to write. */
export const LANE_BYTES = 200_000;

/** Whether a model can have several lanes: the fast one has one, and so has a network that learns from the opposite strand, too. */
export function takesLanes({ networks, fast }: Pick<ModelConfig, 'networks' | 'fast'>): boolean {
  return fast === null && networks.every(({ invertedEvery }) => invertedEvery === 0);
}
