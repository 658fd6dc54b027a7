/**
 * A lane of the dynamic model: experts, mixer, secondary estimation, frequencies, for one place in the sequence.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import { GatedMixer, SecondaryEstimation, softmax } from '@pmklc/mixer';
import type { ExpertLane, LaneSurroundings, Opinion } from '../expert.ts';
import { EXPERTS } from '../experts.ts';
import { FrameModel } from '../frames/frame-model.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import { RepeatExperts } from '../repeats/repeat-experts.ts';
import { TranslatedExperts } from '../translated/translated-experts.ts';
import { CARRIER } from './attribution.ts';
import { ExternalOpinion } from './external-opinion.ts';
import type { ExpertStates, ModelState } from './model-state.ts';
import {
  BY_AGREEMENT,
  BY_ALIGNMENT,
  BY_BASES,
  BY_COPIES,
  BY_FRAME,
  frameSet,
  leadClass,
  peakClass,
  sizeClass,
} from './weight-selection.ts';

/** The experts of every kind of the registry, in one lane. */
export type ModelExperts = {
  [Name in keyof typeof EXPERTS]: ReturnType<(typeof EXPERTS)[Name]['createLane']>;
};

/**
 * Forecasts the bases of one lane, and teaches the state.
 *
 * In a step each lane is told to `predict`; then each to `append` its base; then each to `measure`; then each to `learn`.
 */
export class ModelLane {
  readonly history: BaseHistory;
  readonly experts: ModelExperts;
  readonly mixer: GatedMixer;
  /** Whether the shortcut was taken for this base. */
  isShortcut = false;
  /** The experts of all kinds, in the order of the registry. */
  readonly #all: readonly ExpertLane[];
  readonly #opinions: readonly Opinion[];
  readonly #repeats: RepeatExperts | undefined;
  readonly #frames: FrameModel | undefined;
  readonly #translated: TranslatedExperts | undefined;
  readonly #secondary: SecondaryEstimation | undefined;
  readonly #external: ExternalOpinion | undefined;
  readonly #read: ReadPlace | undefined;
  /** The prediction before secondary estimation, which is what the mixer learns from. */
  readonly #mixed = new Uint32Array(4);
  readonly #errors = new Int32Array(4);

  /** @param external one more expert; is asked and told about every base */
  constructor(state: ModelState, surroundings: LaneSurroundings, external?: Predictor) {
    this.history = surroundings.history;
    this.#read = surroundings.read;
    this.experts = createLanes(state.experts, surroundings);
    this.#all = Object.values(this.experts);
    const { repeats, frames, translation } = this.experts;
    this.#repeats = repeats instanceof RepeatExperts ? repeats : undefined;
    this.#frames = frames instanceof FrameModel ? frames : undefined;
    this.#translated = translation instanceof TranslatedExperts ? translation : undefined;
    this.#external = external && new ExternalOpinion(external);
    this.#opinions = this.#all.flatMap((experts) => [...experts.opinions]);
    if (this.#external) this.#opinions = [...this.#opinions, this.#external];
    this.mixer = new GatedMixer(state.weights);
    this.#secondary = state.secondaryCells && new SecondaryEstimation(state.secondaryCells);
  }

  /** Makes a base known, to copy from. */
  prime(base: Base): void {
    this.history.append(base);
    for (const experts of this.#all) experts.prime?.();
  }

  /** Fills `out` with the frequencies of the next base. */
  predict(out: Frequencies): void {
    this.#external?.predict();
    this.isShortcut = this.#repeats?.takeShortcut(out) ?? false;
    if (this.isShortcut) return;
    this.#askExperts();
    this.#selectWeights();
    this.mixer.mix();
    this.experts.networks.addJoint(this.mixer.mixed);
    softmax(this.mixer.mixed, this.#mixed);
    out.set(this.#mixed);
    this.#secondary?.refine(out, this.history.kmer(4));
  }

  /** Makes the base known that was predicted. */
  append(base: Base): void {
    this.history.append(base);
    this.#read?.advance();
  }

  /** Measures what is to be learned, unless the shortcut was taken. The state is still as it was when it predicted. */
  measure(base: Base): void {
    if (this.isShortcut) return;
    for (let b = 0; b < 4; b++) {
      const target = b === base ? 65536 : 0;
      this.#errors[b] = Math.min((target - this.#mixed[b]) >> 1, 32767);
    }
    for (let i = 0; i < this.#all.length; i++) this.#all[i].measure?.(base, this.#errors);
  }

  /** Teaches the state, in which lanes before this one have learned. */
  learn(base: Base): void {
    this.#repeats?.learnShortcut(base);
    if (this.isShortcut) {
      for (let i = 0; i < this.#all.length; i++) this.#all[i].skip?.(base);
    } else {
      this.mixer.learn(this.#errors);
      this.#secondary?.learn(base);
      for (let i = 0; i < this.#all.length; i++) this.#all[i].learn(base);
    }
    this.#external?.update(base);
  }

  /** The number in `CARRIERS` of the expert that carries `base`, where the shortcut was not taken. Call it before any lane learns. */
  carrier(base: Base): number {
    let first = 0;
    const votes = this.#all.map(({ opinions }) => {
      const end = first + opinions.length;
      const sum = this.mixer.votes(first, end, base);
      first = end;
      return sum;
    });
    const joint = this.experts.networks.joint;
    votes.push(joint.reduce((sum, { logits }) => sum + centred(logits, base), 0));
    votes.push(this.#external ? this.mixer.votes(first, first + 1, base) : 0);
    const most = Math.max(...votes);
    return most > 0 ? votes.indexOf(most) + CARRIER.firstExpert : CARRIER.unforeseen;
  }

  #askExperts(): void {
    for (let i = 0; i < this.#all.length; i++) this.#all[i].predict();
    for (let i = 0; i < this.#opinions.length; i++) {
      this.mixer.setInput(i, this.#opinions[i].logits, this.#opinions[i].confidence);
    }
  }

  #selectWeights(): void {
    const { mixer } = this;
    const pool = this.#repeats?.pool;
    const contexts = this.experts.contexts.models.length;
    const lead = leadClass(pool?.lead ?? 0);
    const agreement = pool?.agreement ?? 0;
    const peak = contexts > 0 ? peakClass(mixer.peak(contexts - 1)) : 0;
    mixer.select(BY_BASES, this.history.kmer(4));
    mixer.select(BY_COPIES, sizeClass(pool?.size ?? 0) * 6 + lead);
    mixer.select(BY_AGREEMENT, (agreement * 6 + lead) * 4 + peak);
    mixer.select(BY_FRAME, frameSet(this.#frames, this.#read));
    if (this.#translated) mixer.select(BY_ALIGNMENT, this.#translated.weightSet);
  }
}

/** The experts of every kind, by the names of the registry and in its order. */
function createLanes(states: ExpertStates, surroundings: LaneSurroundings): ModelExperts {
  const made = Object.entries(EXPERTS).map(([name, kind]) => [
    name,
    // The state is of this kind, having its name.
    kind.createLane(states[name as keyof ExpertStates] as never, surroundings),
  ]);
  return Object.fromEntries(made) as ModelExperts;
}

/** Logit of a base, less the mean of all four. */
function centred(logits: Int32Array, base: Base): number {
  return logits[base] - ((logits[0] + logits[1] + logits[2] + logits[3]) >> 2);
}
