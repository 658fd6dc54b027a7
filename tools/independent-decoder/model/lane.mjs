/** One lane: experts, mixer and shortcut in their order: docs/format/model.md, "Order of operations" and "Lanes". */
import { toFrequencies, TOTAL } from './frequencies.mjs';
import { Mixer } from './mixer.mjs';
import { RecentKmers } from './recent-kmers.mjs';

export class Lane {
  frequencies = new Int32Array(4);
  history;
  /** Reads that its bases are of, if they are. */
  reads;
  #recent = new RecentKmers();
  #experts;
  #mixer;
  #short = false;
  /** The base that came, and the errors of the frequencies. */
  #base = 0;
  #errors = new Int32Array(4);

  /**
   * @param experts contextModels, frames, pool, networks, translated, caller, and secondary and shortcut; those that
   *   the configuration lacks are undefined
   * @param weights of the mixer of another lane, or undefined
   */
  constructor(history, experts, weights) {
    const { contextModels, frames, pool, networks, translated, caller } = experts;
    this.history = history;
    this.#experts = experts;
    const mixed = networks.filter((network) => !network.joint);
    const predictors = [...contextModels, frames, pool, ...mixed, translated, caller];
    this.#mixer = new Mixer({
      predictors: predictors.filter((predictor) => predictor !== undefined),
      pool,
      frames,
      translated,
      highest: contextModels.at(-1),
      weights,
    });
  }

  /** A lane that shares what this one learns, from a position on; nothing before is known to it. */
  another(start) {
    const { contextModels, frames, pool, networks, translated, secondary, shortcut } =
      this.#experts;
    const history = this.history.forLane(start);
    const own = pool?.forLane();
    const experts = {
      contextModels: contextModels.map((model) => model.forLane()),
      frames: frames?.forLane(),
      pool: own,
      networks: networks.map((network) => network.forLane()),
      translated: translated?.forLane(history),
      secondary: secondary?.forLane(),
      shortcut: shortcut.forLane(own),
    };
    return new Lane(history, experts, this.#mixer.weights);
  }

  /** Fills `frequencies` with those of the next base. */
  predict() {
    const { contextModels, frames, pool, networks, translated, caller, secondary, shortcut } =
      this.#experts;
    const { history } = this;
    if (this.reads?.place === 0) {
      pool?.drop();
      translated?.drop();
    }
    this.#short = shortcut.predict(history, this.frequencies);
    if (this.#short) return;
    for (const model of contextModels) model.predict(history, this.reads?.place);
    frames?.predict(history);
    pool?.predict(history);
    if (this.reads) this.#mixer.readPlace = this.reads.place;
    for (const network of networks) network.predict(history, this.#recent);
    translated?.predict();
    caller?.predict();
    this.#mixer.mix(history);
    for (const { logits } of networks.filter(({ joint }) => joint)) {
      for (let base = 0; base < 4; base++) this.#mixer.mixed[base] += logits[0][base];
    }
    toFrequencies(this.#mixer.mixed, this.frequencies);
    this.#errors = this.frequencies.map((frequency) => -frequency);
    secondary?.refine(history, this.frequencies);
  }

  /** Computes what is to be learned from the base that came, before any lane learns. */
  prepare(base) {
    const { frames, networks } = this.#experts;
    this.#base = base;
    if (this.#short) return;
    this.#errors[base] += TOTAL;
    this.#errors = this.#errors.map((error) => Math.min(error >> 1, 32767));
    frames?.prepare(base);
    for (const network of networks) network.prepare(base, this.#errors);
  }

  /** Makes the base known. */
  add(base) {
    this.history.add(base);
    this.reads?.add();
    this.#recent.add(this.history);
  }

  /** Learns the base that came, which is known by now. */
  learn(mixerRate) {
    const { contextModels, frames, pool, networks, translated, caller, secondary, shortcut } =
      this.#experts;
    const { history } = this;
    caller?.add(this.#base);
    shortcut.learn(this.#base);
    if (this.#short) {
      frames?.moveOn();
      translated?.drop();
      pool.skip(history);
      return;
    }
    this.#mixer.learn(this.#errors, mixerRate);
    secondary?.learn(this.#base);
    for (const network of networks) network.learn(history);
    for (const model of contextModels) model.learn(history);
    frames?.learn(history);
    pool?.learn(history, this.reads?.place ?? 32);
    translated?.learn();
  }

  /** Learns where a base stands that is known before the first one. */
  prime(base) {
    this.add(base);
    this.#experts.pool?.remember(this.history);
    this.#experts.translated?.remember();
  }

  /** Takes residues of proteins that are known before the first base, and ends between them. */
  know(proteins) {
    this.#experts.translated?.know(proteins);
  }

  /** @param rates those of each network */
  setRates(rates) {
    this.#experts.networks.forEach((network, i) => Object.assign(network, rates[i]));
  }

  /** Numbers that a snapshot holds, part by part; empty, if the model lacks a part. */
  get parts() {
    const { contextModels, frames, pool, networks, translated, secondary, shortcut } =
      this.#experts;
    const parts = [
      ...contextModels,
      ...networks,
      pool,
      shortcut,
      secondary,
      frames,
      translated,
      this.#mixer,
    ];
    return parts.map((part) => part?.learned ?? []);
  }
}
