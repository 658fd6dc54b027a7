/**
 * The dynamic model of PMKLC: experts, mixer, secondary estimation, frequencies. What it computes
 * is what an archive means; the engine computes the same. Normative: docs/format-model.md.
 */
import { CARRIERS } from './attribution.ts';
import {
  checkConfig,
  CONTEXT_WINDOWS,
  expertCount,
  MIXER_SCHEDULE,
  SCHEDULE_PERIOD,
  type ModelConfig,
} from '../configuration/model-config.ts';
import { checkSnapshot, type Beginning, type Snapshot } from '../snapshot/snapshot.ts';
import { loadState, saveState, type Stateful } from '../snapshot/stateful.ts';
import { ln16, type Base, type Frequencies, type Predictor } from '@pmklc/core';
import { GatedMixer, softmax, Sse } from '@pmklc/mixer';
import { BaseHistory } from '../history/base-history.ts';
import { ContextModel } from '../contexts/context-model.ts';
import { FrameModel } from '../frames/frame-model.ts';
import { Random } from '../random.ts';
import { RepeatPool } from '../repeats/repeat-pool.ts';
import { scheduled } from '../schedule.ts';
import { SureCopy } from '../repeats/shortcut.ts';
import { TokenNetwork } from '../networks/token-network.ts';

/** On the shortcut, every so many bases are remembered as a place to copy from. */
const SURE_PERIOD = 16;
/** Contexts of secondary estimation and of the first family of weights: the last four bases. */
const BASES_CONTEXTS = 256;
/** The mixer's families of weight sets: by the last bases, by the pool, by how far it agrees, by the frame model's likeliest state. */
const FAMILIES = [
  { sets: BASES_CONTEXTS, firstWeight: 0 },
  { sets: 6 * 6, firstWeight: 200_000 },
  { sets: 4 * 6 * 4, firstWeight: 0 },
  { sets: 28, firstWeight: 0 },
] as const;
const [BY_BASES, BY_POOL, BY_AGREEMENT, BY_FRAME] = [0, 1, 2, 3];
const UNFORESEEN = CARRIERS.indexOf('unforeseen');
const SHORTCUT = CARRIERS.indexOf('shortcut');

/** The whole model of a configuration, as one predictor. */
export class DynamicPredictor implements Predictor {
  readonly history: BaseHistory;
  readonly contexts: readonly ContextModel[];
  readonly frames: FrameModel | undefined;
  readonly pool: RepeatPool | undefined;
  /** Those that the mixer weighs, and those whose logits are added to the mixed ones. */
  readonly networks: readonly TokenNetwork[];
  readonly jointNetworks: readonly TokenNetwork[];
  readonly mixer: GatedMixer;
  readonly sse: Sse | undefined;
  readonly sureCopy: SureCopy | undefined;
  readonly #config: ModelConfig;
  readonly #external: Predictor | undefined;
  readonly #externalFrequencies = new Uint32Array(4);
  readonly #externalLogits = new Int32Array(4);
  /** The prediction before secondary estimation, which is what the mixer learns from. */
  readonly #mixed = new Uint32Array(4);
  readonly #errors = new Int32Array(4);
  #predicted: Frequencies = this.#mixed;
  /** Whether the shortcut was taken for this base. */
  #isSure = false;
  /** Bases of the primer, and those that the snapshot had learned. */
  #primed = 0;
  #experience = 0;

  /**
   * @param capacity bases to make room for; more are possible
   * @param external one more expert; is asked and told about every base
   * @param beginning what it knows before the first base
   * @throws RangeError when the configuration or a base of the primer is out of range
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
    this.#external = external;
    const history = new BaseHistory(capacity);
    this.history = history;
    this.contexts = config.orders.map(
      (k) => new ContextModel(history, k, config.invertedRepeats, CONTEXT_WINDOWS[k]),
    );
    this.pool = config.pool ? new RepeatPool(history, config.pool) : undefined;
    this.sureCopy = this.pool && new SureCopy(this.pool, config.sureRun);
    const random = new Random();
    this.frames = config.frames ? new FrameModel(history, config.frames, random) : undefined;
    const networks = config.networks.map((network) => new TokenNetwork(history, network, random));
    this.networks = networks.filter((_, i) => !config.networks[i].joint);
    this.jointNetworks = networks.filter((_, i) => config.networks[i].joint);
    this.mixer = new GatedMixer(expertCount(config) + (external ? 1 : 0), FAMILIES);
    this.sse = config.secondaryEstimation ? new Sse(BASES_CONTEXTS) : undefined;
    this.#prime(beginning.primer ?? new Uint8Array(0));
    if (beginning.snapshot) this.#startFrom(beginning.snapshot);
  }

  /** What it has learned so far. Take it before `predict`. */
  snapshot(): Snapshot {
    return { bases: this.#learned, parts: this.#parts().map(saveState) };
  }

  predict(out: Frequencies): void {
    if ((this.history.length - this.#primed) % SCHEDULE_PERIOD === 0) this.#setRates();
    this.#external?.predict(this.#externalFrequencies);
    this.#predicted = out;
    this.#isSure = this.sureCopy?.predict(out) ?? false;
    if (this.#isSure) return;
    this.#askExperts();
    this.#selectWeights();
    this.mixer.mix();
    for (let i = 0; i < this.jointNetworks.length; i++) this.#addJoint(this.jointNetworks[i]);
    softmax(this.mixer.mixed, this.#mixed);
    out.set(this.#mixed);
    this.sse?.refine(out, this.history.kmer(4));
  }

  update(base: Base): void {
    this.sureCopy?.learn(base);
    if (this.#isSure) this.#followSure(base);
    else this.#learnAll(base);
    this.#external?.update(base);
  }

  /** The number in `CARRIERS` of what carries `base`. Call it between `predict` and `update`. */
  carrier(base: Base): number {
    if (this.#isSure) return this.#predicted[base] > 16384 ? SHORTCUT : UNFORESEEN;
    const { mixer, contexts, networks } = this;
    const frames = contexts.length;
    const copies = frames + (this.frames?.contexts.length ?? 0);
    const own = copies + (this.pool ? 2 : 0);
    const external = own + networks.length;
    const votes = [
      mixer.votes(0, frames, base),
      mixer.votes(copies, own, base),
      mixer.votes(own, external, base),
      this.jointNetworks.reduce((sum, { logits }) => sum + centred(logits, base), 0),
      this.#external ? mixer.votes(external, external + 1, base) : 0,
      0,
      mixer.votes(frames, copies, base),
    ];
    const most = Math.max(...votes);
    return most > 0 ? votes.indexOf(most) + 1 : UNFORESEEN;
  }

  /** Makes bases known, to copy from. */
  #prime(primer: Uint8Array): void {
    if (primer.some((base) => base > 3)) throw new RangeError('bases must be in 0..3');
    for (let i = 0; i < primer.length; i++) {
      this.history.append(primer[i] as Base);
      this.pool?.remember();
    }
    this.#primed = primer.length;
  }

  #startFrom(snapshot: Snapshot): void {
    checkSnapshot(snapshot, this.#config, this.#external !== undefined);
    this.#experience = snapshot.bases;
    this.#parts().forEach((part, i) => {
      if (snapshot.parts[i].length > 0) loadState(part, snapshot.parts[i]);
    });
  }

  /** In the order of a snapshot. */
  #parts(): readonly Stateful[] {
    const { contexts, networks, jointNetworks, pool, sureCopy, sse, frames, mixer } = this;
    const none: Stateful = { state: [] };
    const rest = [pool ?? none, sureCopy ?? none, sse ?? none, frames ?? none, mixer];
    return [...contexts, ...networks, ...jointNetworks, ...rest];
  }

  /** Bases learned, with those of the snapshot. */
  get #learned(): number {
    return this.history.length - this.#primed + this.#experience;
  }

  #setRates(): void {
    const learned = this.#learned;
    for (const network of this.networks) network.setRates(learned);
    for (const network of this.jointNetworks) network.setRates(learned);
    this.mixer.setRate(scheduled(this.#config.mixerRate, MIXER_SCHEDULE, learned));
  }

  /** Contexts, frames (one opinion an order), pool (two opinions), networks, external predictor: in this order. */
  #askExperts(): void {
    const { mixer, contexts, frames, pool, networks } = this;
    let expert = 0;
    for (let i = 0; i < contexts.length; i++) {
      contexts[i].predict();
      mixer.setInput(expert++, contexts[i].logits, contexts[i].confidence);
    }
    if (frames) {
      frames.predict();
      for (let i = 0; i < frames.contexts.length; i++) {
        mixer.setInput(expert++, frames.contexts[i].logits, frames.confidence);
      }
    }
    if (pool) {
      pool.predict();
      mixer.setInput(expert++, pool.logits, pool.confidence);
      mixer.setInput(expert++, pool.tops, pool.topConfidence);
    }
    for (let i = 0; i < networks.length; i++) {
      networks[i].predict();
      mixer.setInput(expert++, networks[i].logits, networks[i].confidence);
    }
    if (this.#external) mixer.setInput(expert, this.#externalOpinion(), 0);
  }

  #externalOpinion(): Int32Array {
    for (let b = 0; b < 4; b++) {
      this.#externalLogits[b] = ln16(Math.min(this.#externalFrequencies[b], 65535));
    }
    return this.#externalLogits;
  }

  #selectWeights(): void {
    const { mixer, pool, contexts } = this;
    const lead = leadClass(pool?.lead ?? 0);
    const agreement = pool?.agreement ?? 0;
    const peak = contexts.length > 0 ? peakClass(mixer.peak(contexts.length - 1)) : 0;
    mixer.select(BY_BASES, this.history.kmer(4));
    mixer.select(BY_POOL, sizeClass(pool?.size ?? 0) * 6 + lead);
    mixer.select(BY_AGREEMENT, (agreement * 6 + lead) * 4 + peak);
    mixer.select(BY_FRAME, this.frames?.likeliest ?? 0);
  }

  /** Adds what the network has learned to be missing in the mixed logits. */
  #addJoint(network: TokenNetwork): void {
    network.predict();
    const { mixed } = this.mixer;
    for (let b = 0; b < 4; b++) mixed[b] += network.logits[b];
  }

  #followSure(base: Base): void {
    this.history.append(base);
    this.frames?.skip();
    this.pool!.follow(base);
    if (this.history.length % SURE_PERIOD === 0) this.pool!.remember();
  }

  #learnAll(base: Base): void {
    for (let b = 0; b < 4; b++) {
      const target = b === base ? 65536 : 0;
      this.#errors[b] = Math.min((target - this.#mixed[b]) >> 1, 32767);
    }
    this.mixer.learn(this.#errors);
    this.sse?.learn(base);
    this.history.append(base);
    for (let i = 0; i < this.networks.length; i++) this.networks[i].learn(base);
    for (let i = 0; i < this.jointNetworks.length; i++) {
      this.jointNetworks[i].learnJoint(this.#errors);
    }
    for (let i = 0; i < this.contexts.length; i++) this.contexts[i].learn(base);
    this.frames?.learn(base);
    this.pool?.learn(base);
  }
}

/** One of four logits, less their mean. */
function centred(logits: Int32Array, base: Base): number {
  return logits[base] - ((logits[0] + logits[1] + logits[2] + logits[3]) >> 2);
}

/** How many copies the pool follows. */
function sizeClass(size: number): number {
  return size < 2 ? size : size < 4 ? 2 : size < 8 ? 3 : size < 16 ? 4 : 5;
}

/** How good the best of them is, by its logit. */
function leadClass(lead: number): number {
  if (lead === 0) return 0;
  return lead < 1024 ? 1 : lead < 2048 ? 2 : lead < 3584 ? 3 : lead < 5632 ? 4 : 5;
}

/** How sure an expert is, by the largest of its logits. */
function peakClass(peak: number): number {
  return peak < 205 ? 0 : peak < 512 ? 1 : peak < 1024 ? 2 : 3;
}
