/**
 * How many lanes the bases of a partition are worth, and which models take more than one. Format: docs/format/model.md, "Lanes".
 */
import type { ModelConfig } from '../experts.ts';

/** Memory of one lane, at most: its copies, activations, inputs of the mixer and what it waits to write. */
export const LANE_BYTES = 200_000;

/** Fewer bases are coded in one lane: what lanes save in time, starting threads would take. */
const LEAST_BASES = 2 ** 20;
/** Lanes of all others. */
const LANES = 16;

/** Lanes of so many bases, where nobody asks for others. It is the same on every machine. */
export function lanesFor(baseCount: number): number {
  return baseCount < LEAST_BASES ? 1 : LANES;
}

/** Whether a model can have several lanes: a network that learns from the opposite strand, too, has one. */
export function takesLanes({ networks }: Pick<ModelConfig, 'networks'>): boolean {
  return networks.every(({ invertedEvery }) => invertedEvery === 0);
}
