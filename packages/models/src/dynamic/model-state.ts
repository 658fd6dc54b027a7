/**
 * State of the dynamic model: all that its lanes share. It is what a snapshot holds, and places, and learning rates.
 */
import { MixerWeights, SecondaryCells } from '@pmklc/mixer';
import { checkConfig, expertCount } from '../configuration/model-config.ts';
import type { ExpertState, Surroundings } from '../expert.ts';
import { EXPERTS, IN_SNAPSHOT, type ModelConfig } from '../experts.ts';
import { Random } from '../random.ts';
import { scheduled } from '../schedule.ts';
import { checkSnapshot, type Beginning, type Snapshot } from '../snapshot/snapshot.ts';
import { loadState, saveState, type Stateful } from '../snapshot/stateful.ts';
import { checkResidues } from '../translated/protein-index.ts';
import { BASES_CONTEXTS, familiesOf, MIXER_SCHEDULE } from './mixing-config.ts';

/** States of the experts of every kind of the registry. */
export type ExpertStates = {
  [Name in keyof typeof EXPERTS]: ReturnType<(typeof EXPERTS)[Name]['createState']>;
};

/** State of a model. */
export class ModelState {
  readonly experts: ExpertStates;
  readonly weights: MixerWeights;
  readonly secondaryCells: SecondaryCells | undefined;
  readonly #config: ModelConfig;
  /** Bases that the snapshot had learned. */
  readonly #experience: number = 0;

  /**
   * @param hasExternal whether a predictor of the caller's is among the experts
   * @throws RangeError when the configuration or a residue is out of range
   * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
   */
  constructor(config: ModelConfig, hasExternal: boolean, { snapshot, proteins }: Beginning) {
    checkConfig(config);
    this.#config = config;
    const residues = proteins ?? new Uint8Array(0);
    checkResidues(residues);
    this.experts = createStates(config, { random: new Random(), proteins: residues });
    const opinions = expertCount(config) + (hasExternal ? 1 : 0);
    this.weights = new MixerWeights(opinions, familiesOf(config));
    if (config.secondaryEstimation) this.secondaryCells = new SecondaryCells(BASES_CONTEXTS);
    if (snapshot === undefined) return;
    checkSnapshot(snapshot, config, hasExternal);
    this.#experience = snapshot.bases;
    this.#states().forEach((state, i) => {
      if (snapshot.parts[i].length > 0) loadState(state, snapshot.parts[i]);
    });
  }

  /** Sets learning rates by the number of bases that it has learned, besides those of the snapshot. */
  setRates(bases: number): void {
    const learned = this.#experience + bases;
    const states: readonly ExpertState[] = Object.values(this.experts);
    for (const state of states) state.setRates?.(learned);
    this.weights.rate = scheduled(this.#config.mixerRate, MIXER_SCHEDULE, learned);
  }

  /** Snapshot of it, after so many bases besides those of the one that it started from. */
  snapshot(bases: number): Snapshot {
    return { bases: this.#experience + bases, parts: this.#states().map(saveState) };
  }

  /** All that learns, in the order of a snapshot's parts. */
  #states(): readonly Stateful[] {
    return IN_SNAPSHOT.flatMap((name): readonly Stateful[] => {
      if (name === 'secondaryEstimation') return [this.secondaryCells ?? { state: [] }];
      return name === 'mixer' ? [this.weights] : this.experts[name].states;
    });
  }
}

/** The states of every kind, with nothing learned, by the names of the registry and in its order. */
function createStates(config: ModelConfig, surroundings: Surroundings): ExpertStates {
  const made = Object.entries(EXPERTS).map(([name, kind]) => [
    name,
    kind.createState(config, surroundings),
  ]);
  return Object.fromEntries(made) as ExpertStates;
}
