/** The lanes of a model, which share what they learn: docs/format/model.md, "Lanes". */
import { ContextModel } from './context-model.mjs';
import { must } from '../container/cursor.mjs';
import { FrameModel } from './frames/frame-model.mjs';
import { History } from './history.mjs';
import { Lane } from './lane.mjs';
import { copyNumbers, setNumbers } from './learned.mjs';
import { Reads } from './reads.mjs';
import { RepeatPool } from './repeats/repeat-pool.mjs';
import { SecondaryEstimation } from './secondary-estimation.mjs';
import { Shortcut } from './repeats/shortcut.mjs';
import { TokenNetwork } from './networks/token-network.mjs';
import { TranslatedCopies } from './translated/translated-copies.mjs';
import { WeightGenerator } from './networks/weight-generator.mjs';

const BOTH_STRANDS = 1;
const SECONDARY = 2;
/** Bases from one setting of learning rates to the next, and of a lane at least. */
const RATES_EVERY = 1024;
const BASES_OF_A_LANE = 1024;

export class DynamicModel {
  #configuration;
  #baseCount;
  #lanes;
  #mixerRate = 0;
  #prefixBases = 0;
  #learnedBefore = 0;
  #steps = 0;
  #hasCaller;

  /**
   * A model of one lane, until it is split.
   *
   * @param baseCount of the prefix, too
   * @param caller the last expert, or undefined
   */
  constructor(configuration, baseCount, caller) {
    const history = new History(baseCount);
    this.#configuration = configuration;
    this.#baseCount = baseCount;
    this.#hasCaller = caller !== undefined;
    this.#lanes = [new Lane(history, { ...expertsOf(configuration, history), caller })];
  }

  /** Takes bases that are known before the first one. */
  prime(bases) {
    for (const base of bases) this.#first.prime(base);
    this.#prefixBases = bases.length;
  }

  /** Takes residues of proteins that are known before the first base, and ends between them. */
  know(proteins) {
    this.#first.know(proteins);
  }

  /** Says that reads follow, of these lengths in turn. */
  startReads(lengths) {
    must(lengths.length <= 2 && lengths.every((n) => n >= 1 && n < 2 ** 31), 'lengths of reads');
    this.#first.reads = new Reads(lengths);
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

  /** Splits the bases into lanes, after all that is known before the first one. */
  split(lanes) {
    const count = this.#baseCount - this.#prefixBases;
    must(lanes <= Math.max(1, Math.floor(count / BASES_OF_A_LANE)), 'enough bases for the lanes');
    const inverted = this.#configuration.networks.some(({ invertedEvery }) => invertedEvery > 0);
    must(lanes === 1 || !(this.#hasCaller || inverted), 'a model that may have lanes');
    const least = Math.floor(count / lanes);
    const longer = count % lanes;
    for (let i = 1; i < lanes; i++) {
      const before = i * least + Math.min(i, longer);
      const lane = this.#first.another(this.#prefixBases + before);
      lane.reads = this.#first.reads?.after(before);
      this.#lanes.push(lane);
    }
  }

  /** Decodes a base of each lane that has one left; `decode` gives that of a lane's number and frequencies. */
  step(decode) {
    const lanes = this.#lanes;
    if (this.#steps % Math.max(1, Math.floor(RATES_EVERY / lanes.length)) === 0) this.#setRates();
    const left = this.#baseCount - this.#prefixBases - this.#steps * lanes.length;
    const coding = lanes.slice(0, left);
    const bases = coding.map((lane, i) => {
      lane.predict();
      return decode(i, lane.frequencies);
    });
    coding.forEach((lane, i) => lane.prepare(bases[i]));
    coding.forEach((lane, i) => lane.add(bases[i]));
    for (const lane of coding) lane.learn(this.#mixerRate);
    this.#steps++;
  }

  /** Snapshot of what it has learned so far, for others to start from. */
  snapshot() {
    const own = Math.min(this.#steps * this.#lanes.length, this.#baseCount - this.#prefixBases);
    return { numbers: this.parts.map(copyNumbers), learnedBases: this.#learnedBefore + own };
  }

  /** The bases after the prefix. */
  bases() {
    return this.#first.history.bases().subarray(this.#prefixBases);
  }

  /** Numbers that a snapshot holds, part by part. */
  get parts() {
    return this.#first.parts;
  }

  get #first() {
    return this.#lanes[0];
  }

  #setRates() {
    const learned = this.#learnedBefore + this.#steps * this.#lanes.length;
    const rateAt = (rate, boost, fade) =>
      rate + Math.floor((rate * boost * fade) / (fade + learned));
    this.#mixerRate = rateAt(this.#configuration.mixerRate, 5, 20000);
    const rates = this.#configuration.networks.map(({ rowRate, outputRate }) => ({
      rowRate: rateAt(rowRate, 4, 100000),
      outputRate: rateAt(outputRate, 4, 100000),
    }));
    for (const lane of this.#lanes) lane.setRates(rates);
  }
}

function expertsOf(configuration, history) {
  const { flags, orders, frames, pool, networks, translated, shortcutRun } = configuration;
  const generator = new WeightGenerator();
  const copies = pool && RepeatPool.begin(pool);
  return {
    contextModels: orders.map((order) => new ContextModel(order, (flags & BOTH_STRANDS) !== 0)),
    // Before the networks: it takes from the generator first.
    frames: frames && FrameModel.begin(frames, generator),
    pool: copies,
    networks: networks.map((network) => TokenNetwork.begin(network, generator)),
    translated: translated && TranslatedCopies.begin(translated, history),
    secondary: flags & SECONDARY ? new SecondaryEstimation() : undefined,
    shortcut: new Shortcut(shortcutRun, copies),
  };
}
