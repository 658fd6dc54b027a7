/**
 * The dynamic model of PMKLC: experts, mixer, secondary estimation, frequencies. What it computes
 * is what an archive means; the engine computes the same. Normative: docs/format/model.md.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import {
  GatedMixer,
  MixerWeights,
  SecondaryCells,
  SecondaryEstimation,
  softmax,
} from '@pmklc/mixer';
import { checkConfig, expertCount, SCHEDULE_PERIOD } from '../configuration/model-config.ts';
import type { Experts, Opinion, Surroundings } from '../expert.ts';
import { EXPERTS, IN_SNAPSHOT, type ModelConfig } from '../experts.ts';
import { FrameModel } from '../frames/frame-model.ts';
import { BaseHistory } from '../history/base-history.ts';
import { ReadPlace } from '../history/read-place.ts';
import { Random } from '../random.ts';
import { RepeatExperts } from '../repeats/repeat-experts.ts';
import { scheduled } from '../schedule.ts';
import { checkSnapshot, type Beginning, type Snapshot } from '../snapshot/snapshot.ts';
import { loadState, saveState, type Stateful } from '../snapshot/stateful.ts';
import { checkResidues } from '../translated/protein-index.ts';
import { TranslatedExperts } from '../translated/translated-experts.ts';
import { CARRIER } from './attribution.ts';
import { ExternalOpinion } from './external-opinion.ts';
import { BASES_CONTEXTS, familiesOf, MIXER_SCHEDULE } from './mixing-config.ts';
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

/** A frequency above this, a fourth, says that the shortcut foresaw the base. */
const FORESEEN = 16384;

/** The experts of every kind of the registry. */
export type ModelExperts = {
  [Name in keyof typeof EXPERTS]: ReturnType<(typeof EXPERTS)[Name]['create']>;
};

/** The whole model of a configuration, as one predictor. */
export class DynamicModel implements Predictor {
  readonly history: BaseHistory;
  readonly experts: ModelExperts;
  readonly mixer: GatedMixer;
  readonly secondaryCells: SecondaryCells | undefined;
  readonly #config: ModelConfig;
  /** The experts of all kinds, in the order of the registry. */
  readonly #all: readonly Experts[];
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
  #predicted: Frequencies = this.#mixed;
  /** Whether the shortcut was taken for this base. */
  #isShortcut = false;
  /** Bases of the prefix, and those that the snapshot had learned. */
  #primed = 0;
  #experience = 0;

  /**
   * @param capacity bases to make room for; more are possible
   * @param external one more expert; is asked and told about every base
   * @param beginning what it knows before the first base
   * @throws RangeError when the configuration, a base of the prefix, a residue or a read's length is out of range
   * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
   */
  constructor(
    config: ModelConfig,
    capacity?: number,
    external?: Predictor,
    beginning: Beginning = {},
  ) {
    checkConfig(config);
    this.#config = config;
    this.history = new BaseHistory(capacity);
    const { proteins = new Uint8Array(0) } = beginning;
    checkResidues(proteins);
    this.#read = beginning.readLengths && new ReadPlace(beginning.readLengths);
    this.experts = createExperts(config, {
      history: this.history,
      read: this.#read,
      random: new Random(),
      proteins,
    });
    this.#all = Object.values(this.experts);
    const { repeats, frames, translation } = this.experts;
    this.#repeats = repeats instanceof RepeatExperts ? repeats : undefined;
    this.#frames = frames instanceof FrameModel ? frames : undefined;
    this.#translated = translation instanceof TranslatedExperts ? translation : undefined;
    this.#external = external && new ExternalOpinion(external);
    this.#opinions = this.#all.flatMap((experts) => [...experts.opinions]);
    if (this.#external) this.#opinions = [...this.#opinions, this.#external];
    const opinions = expertCount(config) + (external ? 1 : 0);
    this.mixer = new GatedMixer(new MixerWeights(opinions, familiesOf(config)));
    if (config.secondaryEstimation) {
      this.secondaryCells = new SecondaryCells(BASES_CONTEXTS);
      this.#secondary = new SecondaryEstimation(this.secondaryCells);
    }
    this.#prime(beginning.prefix ?? new Uint8Array(0));
    if (beginning.snapshot) this.#startFrom(beginning.snapshot);
  }

  /** Snapshot of what the model has learned so far. Take it before `predict`. */
  snapshot(): Snapshot {
    return { bases: this.#learned, parts: this.#states().map(saveState) };
  }

  predict(out: Frequencies): void {
    if ((this.history.length - this.#primed) % SCHEDULE_PERIOD === 0) this.#setRates();
    this.#external?.predict();
    this.#predicted = out;
    this.#isShortcut = this.#repeats?.takeShortcut(out) ?? false;
    if (this.#isShortcut) return;
    this.#askExperts();
    this.#selectWeights();
    this.mixer.mix();
    this.experts.networks.addJoint(this.mixer.mixed);
    softmax(this.mixer.mixed, this.#mixed);
    out.set(this.#mixed);
    this.#secondary?.refine(out, this.history.kmer(4));
  }

  update(base: Base): void {
    this.#repeats?.learnShortcut(base);
    if (this.#isShortcut) this.#skip(base);
    else this.#learn(base);
    this.#external?.update(base);
  }

  /** The number in `CARRIERS` of what carries `base`. Call it between `predict` and `update`. */
  carrier(base: Base): number {
    if (this.#isShortcut) {
      return this.#predicted[base] > FORESEEN ? CARRIER.shortcut : CARRIER.unforeseen;
    }
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

  /** Makes bases known, to copy from. */
  #prime(prefix: Uint8Array): void {
    if (prefix.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
    for (let i = 0; i < prefix.length; i++) {
      this.history.append(prefix[i] as Base);
      for (const experts of this.#all) experts.prime?.();
    }
    this.#primed = prefix.length;
  }

  #startFrom(snapshot: Snapshot): void {
    checkSnapshot(snapshot, this.#config, this.#external !== undefined);
    this.#experience = snapshot.bases;
    this.#states().forEach((state, i) => {
      if (snapshot.parts[i].length > 0) loadState(state, snapshot.parts[i]);
    });
  }

  /** States of all that learns, in the order of a snapshot's parts. */
  #states(): readonly Stateful[] {
    return IN_SNAPSHOT.flatMap((name): readonly Stateful[] => {
      if (name === 'secondaryEstimation') return [this.secondaryCells ?? { state: [] }];
      return name === 'mixer' ? [this.mixer.weights] : this.experts[name].states;
    });
  }

  /** Bases learned, with those of the snapshot. */
  get #learned(): number {
    return this.history.length - this.#primed + this.#experience;
  }

  #setRates(): void {
    const learned = this.#learned;
    for (const experts of this.#all) experts.setRates?.(learned);
    this.mixer.setRate(scheduled(this.#config.mixerRate, MIXER_SCHEDULE, learned));
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

  /** Keeps up with a base that the shortcut foretold. */
  #skip(base: Base): void {
    this.#append(base);
    for (let i = 0; i < this.#all.length; i++) this.#all[i].skip?.(base);
  }

  #learn(base: Base): void {
    for (let b = 0; b < 4; b++) {
      const target = b === base ? 65536 : 0;
      this.#errors[b] = Math.min((target - this.#mixed[b]) >> 1, 32767);
    }
    this.mixer.learn(this.#errors);
    this.#secondary?.learn(base);
    this.#append(base);
    for (let i = 0; i < this.#all.length; i++) this.#all[i].learn(base, this.#errors);
  }

  #append(base: Base): void {
    this.history.append(base);
    this.#read?.advance();
  }
}

/** The experts of every kind, with nothing learned, by the names of the registry and in its order. */
function createExperts(config: ModelConfig, surroundings: Surroundings): ModelExperts {
  const made = Object.entries(EXPERTS).map(([name, kind]) => [
    name,
    kind.create(config, surroundings),
  ]);
  return Object.fromEntries(made) as ModelExperts;
}

/** Logit of a base, less the mean of all four. */
function centred(logits: Int32Array, base: Base): number {
  return logits[base] - ((logits[0] + logits[1] + logits[2] + logits[3]) >> 2);
}
