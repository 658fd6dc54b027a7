/**
 * The frame model: what a base depends on differs between the three positions of a codon, and between the strands. A
 * hidden Markov model follows where in which kind of gene, or between genes, the sequence is, as gene finders do (Borodovsky and
 * McIninch 1993), but learns the genome as it goes; its states have contexts of their own.
 *
 * Bacteria -1.2 to -2.3 %, yeast -1.2 %, a chloroplast -0.6 %; -0.1 % where there are few genes (docs/adr/0009).
 * Arithmetic: docs/format/model.md, "Frame model".
 */
import type { Base } from '@pmklc/core';
import type { ExpertLane, Opinion } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import { FrameContexts } from './frame-contexts.ts';
import type { FrameState } from './frame-state.ts';

/** A state goes on to any other one in 1 of 512 bases. */
const SWITCH_SHIFT = 9;
/** A state that is less likely, 1/128, learns nothing. */
const LEAST_WEIGHT = 512;
/**
 * Orders, the lowest, that say which state is likely: they know early what genes look like. Of order 4 alone, a chloroplast is
 * too short (0.0 % instead of -0.5 %).
 */
const DECIDING = 2;
const MAX_CONFIDENCE = 15;

/** The frame model in a lane. One expert an order: `contexts[i].logits`. They share their states, and how sure these are. */
export class FrameModel implements ExpertLane {
  readonly contexts: readonly FrameContexts[];
  readonly opinions: readonly Opinion[];
  /** Weight of each state, how likely it is for the next base, Q16; together at most 2^16. */
  readonly weights: Int32Array;
  /** The likeliest state, set by `predict`, and how likely it is, 0..15. */
  likeliest = 0;
  confidence = 0;
  readonly #history: BaseHistory;
  readonly #following: Uint8Array;
  /** Opposite states of each state, by order. */
  readonly #opposite: readonly Uint8Array[];
  /** Weight that each state had for the base that is being learned, Q16. */
  readonly #learned: Int32Array;
  readonly #leak: number;

  constructor(history: BaseHistory, { tables, count, following, opposite }: FrameState) {
    this.#history = history;
    this.#following = following;
    this.#opposite = opposite;
    this.weights = new Int32Array(count).fill(Math.floor(65536 / count));
    this.#learned = new Int32Array(count);
    this.#leak = Math.floor((65536 >> SWITCH_SHIFT) / count);
    this.contexts = tables.orders.map((table) => new FrameContexts(table));
    this.opinions = this.contexts.map((contexts) => new FrameOpinion(this, contexts));
  }

  /** Forecasts the next base: fills the logits of all contexts. */
  predict(): void {
    const { weights, contexts } = this;
    let most = 0;
    for (let s = 0; s < weights.length; s++) {
      if (weights[s] <= most) continue;
      most = weights[s];
      this.likeliest = s;
    }
    this.confidence = Math.min(most >> 12, MAX_CONFIDENCE);
    for (let i = 0; i < contexts.length; i++) {
      contexts[i].predict(this.#history.kmer(contexts[i].k), weights);
    }
  }

  /** Measures in which states the base may have come, and moves on to those that follow. */
  measure(base: Base): void {
    this.#weigh(base);
    const { weights } = this;
    for (let s = 0; s < weights.length; s++) {
      const weight = this.#learned[s];
      const switching = (weight + (1 << SWITCH_SHIFT) - 1) >> SWITCH_SHIFT;
      weights[this.#following[s]] = weight - switching + this.#leak;
    }
  }

  /** Learns the newest base in these states. */
  learn(base: Base): void {
    for (let s = 0; s < this.weights.length; s++) {
      const weight = this.#learned[s];
      if (weight >= LEAST_WEIGHT) this.#learnState(s, base, weight);
    }
  }

  /** Follows the states past a base that is not learned. */
  skip(): void {
    this.#learned.set(this.weights);
    for (let s = 0; s < this.weights.length; s++) {
      this.weights[this.#following[s]] = this.#learned[s];
    }
  }

  /** Weighs each state by how likely it is now that the base is known. */
  #weigh(base: number): void {
    const learned = this.#learned;
    const deciding = Math.min(this.contexts.length, DECIDING);
    let sum = 0;
    for (let s = 0; s < learned.length; s++) {
      let likelihood = 0;
      for (let i = 0; i < deciding; i++) likelihood += this.contexts[i].likelihood(s, base);
      // At most 2^16 * 2 * 8191, and so is their sum.
      learned[s] = this.weights[s] * likelihood;
      sum += learned[s];
    }
    const shift = Math.max(17 - Math.clz32(sum), 0);
    const inverse = Math.floor(2 ** 30 / (sum >> shift));
    for (let s = 0; s < learned.length; s++) {
      learned[s] = ((learned[s] >> shift) * inverse) >> 14;
    }
  }

  #learnState(state: number, base: Base, weight: number): void {
    const history = this.#history;
    for (let i = 0; i < this.contexts.length; i++) {
      const contexts = this.contexts[i];
      const { k } = contexts;
      contexts.learn(state, base, weight);
      const before = 3 - ((history.recentLow >>> (2 * k)) & 3);
      contexts.learnAfter(history.reversedKmer(k), this.#opposite[i][state], before, weight);
    }
  }
}

/** Opinion of an order, as sure as the model is of its likeliest state. */
class FrameOpinion implements Opinion {
  readonly logits: Int32Array;
  readonly #model: FrameModel;

  constructor(model: FrameModel, contexts: FrameContexts) {
    this.#model = model;
    this.logits = contexts.logits;
  }

  get confidence(): number {
    return this.#model.confidence;
  }
}
