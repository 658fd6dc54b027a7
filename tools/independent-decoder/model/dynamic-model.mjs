/** Experts, mixer and shortcut in their order: docs/format/model.md, "Order of operations". */
import { ContextModel } from './context-model.mjs';
import { must } from '../container/cursor.mjs';
import { FrameModel } from './frames/frame-model.mjs';
import { toFrequencies, TOTAL } from './frequencies.mjs';
import { History } from './history.mjs';
import { copyNumbers, setNumbers } from './learned.mjs';
import { Mixer } from './mixer.mjs';
import { Reads } from './reads.mjs';
import { RecentKmers } from './recent-kmers.mjs';
import { RepeatPool } from './repeats/repeat-pool.mjs';
import { SecondaryEstimation } from './secondary-estimation.mjs';
import { Shortcut } from './repeats/shortcut.mjs';
import { TokenNetwork } from './networks/token-network.mjs';
import { TranslatedCopies } from './translated/translated-copies.mjs';
import { WeightGenerator } from './networks/weight-generator.mjs';

const BOTH_STRANDS = 1;
const SECONDARY = 2;

export class DynamicModel {
  frequencies = new Int32Array(4);
  #configuration;
  #history;
  #recent = new RecentKmers();
  #contextModels;
  #frames;
  #pool;
  #networks;
  #joint;
  #translated;
  #caller;
  #mixer;
  #secondary;
  #shortcut;
  #mixerRate = 0;
  #errors = new Int32Array(4);
  #short = false;
  #prefixBases = 0;
  #learnedBefore = 0;
  #reads;

  /**
   * @param baseCount of the prefix, too
   * @param caller the last expert, or undefined
   */
  constructor(configuration, baseCount, caller) {
    const { flags, orders, frames, pool, networks, translated, shortcutRun } = configuration;
    const bothStrands = (flags & BOTH_STRANDS) !== 0;
    const generator = new WeightGenerator();
    this.#configuration = configuration;
    this.#caller = caller;
    this.#history = new History(baseCount);
    this.#contextModels = orders.map((order) => new ContextModel(order, bothStrands));
    // Before the networks: it takes from the generator first.
    this.#frames = frames && new FrameModel(frames, generator);
    this.#pool = pool && new RepeatPool(pool);
    this.#networks = networks.map((network) => new TokenNetwork(network, generator));
    this.#joint = this.#networks.filter((network) => network.joint);
    this.#translated = translated && new TranslatedCopies(translated, this.#history);
    this.#secondary = flags & SECONDARY ? new SecondaryEstimation() : undefined;
    this.#shortcut = new Shortcut(shortcutRun, this.#pool);
    this.#mixer = new Mixer({
      predictors: [
        ...this.#contextModels,
        ...(this.#frames ? [this.#frames] : []),
        ...(this.#pool ? [this.#pool] : []),
        ...this.#networks.filter((network) => !network.joint),
        ...(this.#translated ? [this.#translated] : []),
        ...(caller ? [caller] : []),
      ],
      pool: this.#pool,
      frames: this.#frames,
      translated: this.#translated,
      highest: this.#contextModels.at(-1),
    });
  }

  /** Fills `frequencies` with those of the next base. */
  predict() {
    const history = this.#history;
    if ((history.length - this.#prefixBases) % 1024 === 0) this.#setRates();
    if (this.#reads?.place === 0) {
      this.#pool?.drop();
      this.#translated?.drop();
    }
    this.#short = this.#shortcut.predict(history, this.frequencies);
    if (this.#short) return;
    for (const model of this.#contextModels) model.predict(history);
    this.#frames?.predict(history);
    this.#pool?.predict(history);
    if (this.#reads) this.#mixer.readPlace = this.#reads.place;
    for (const network of this.#networks) network.predict(history, this.#recent);
    this.#translated?.predict();
    this.#caller?.predict();
    this.#mixer.mix(history);
    for (const { logits } of this.#joint) {
      for (let base = 0; base < 4; base++) this.#mixer.mixed[base] += logits[0][base];
    }
    toFrequencies(this.#mixer.mixed, this.frequencies);
    this.#errors = this.frequencies.map((frequency) => -frequency);
    this.#secondary?.refine(history, this.frequencies);
  }

  learn(base) {
    this.#caller?.add(base);
    this.#shortcut.learn(base);
    if (this.#short) {
      this.#add(base);
      this.#frames?.moveOn();
      this.#translated?.drop();
      this.#pool.skip(this.#history);
      return;
    }
    this.#errors[base] += TOTAL;
    const errors = this.#errors.map((error) => Math.min(error >> 1, 32767));
    this.#mixer.learn(errors, this.#mixerRate);
    this.#secondary?.learn(base);
    this.#add(base);
    for (const network of this.#networks) network.learn(this.#history, errors);
    for (const model of this.#contextModels) model.learn(this.#history);
    this.#frames?.learn(this.#history);
    this.#pool?.learn(this.#history, this.#reads?.place ?? 32);
    this.#translated?.learn();
  }

  /** Learns where bases stand that are known before the first one. */
  prime(bases) {
    for (const base of bases) {
      this.#add(base);
      this.#pool?.remember(this.#history);
      this.#translated?.remember();
    }
    this.#prefixBases = bases.length;
  }

  /** Takes residues of proteins that are known before the first base, and ends between them. */
  know(proteins) {
    this.#translated?.know(proteins);
  }

  /** Says that reads follow, of these lengths in turn. */
  startReads(lengths) {
    must(lengths.length <= 2 && lengths.every((n) => n >= 1 && n < 2 ** 31), 'lengths of reads');
    this.#reads = new Reads(lengths);
  }

  /** Starts from what another model had learned. */
  start({ numbers, learnedBases }) {
    const { parts } = this;
    must(numbers.length === parts.length, 'a snapshot has the parts of its model');
    parts.forEach((part, i) => {
      if (numbers[i] !== undefined) setNumbers(part, numbers[i]);
    });
    this.#learnedBefore = learnedBases;
  }

  /** Snapshot of what it has learned so far, for others to start from. */
  snapshot() {
    return { numbers: this.parts.map(copyNumbers), learnedBases: this.#learnedBases };
  }

  /** The bases after the prefix. */
  bases() {
    return this.#history.bases().subarray(this.#prefixBases);
  }

  /** Bases learned by this model and by those that it started from. */
  get #learnedBases() {
    return this.#learnedBefore + this.#history.length - this.#prefixBases;
  }

  /** Numbers that a snapshot holds, part by part; empty, if the model lacks a part. */
  get parts() {
    const parts = [
      ...this.#contextModels,
      ...this.#networks,
      this.#pool,
      this.#shortcut,
      this.#secondary,
      this.#frames,
      this.#translated,
      this.#mixer,
    ];
    return parts.map((part) => part?.learned ?? []);
  }

  #add(base) {
    this.#history.add(base);
    this.#reads?.add();
    this.#recent.add(this.#history);
  }

  #setRates() {
    const rateAt = (rate, boost, fade) =>
      rate + Math.floor((rate * boost * fade) / (fade + this.#learnedBases));
    this.#mixerRate = rateAt(this.#configuration.mixerRate, 5, 20000);
    this.#configuration.networks.forEach(({ rowRate, outputRate }, i) => {
      this.#networks[i].rowRate = rateAt(rowRate, 4, 100000);
      this.#networks[i].outputRate = rateAt(outputRate, 4, 100000);
    });
  }
}
