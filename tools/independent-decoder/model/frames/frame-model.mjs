/** A hidden Markov model of genes, an expert for each of its orders: docs/format/model.md, "Frame model". */
import { div, indexOfMax } from '../fixed-point.mjs';
import { GeneStates } from './gene-states.mjs';
import { StateSlots } from './state-slots.mjs';

/** States less likely do not learn. */
const LEAST_WEIGHT = 512;

export class FrameModel {
  /** Logits of its orders, ascending. */
  logits;
  /** The state of the largest weight, when it predicted. */
  likeliest = 0;
  confidence = 0;
  #states;
  #orders;
  /** The two lowest orders, or the only one. */
  #lowest;
  #weights;
  /** Share that every state gets, however unlikely it is. */
  #share;
  /** Weights with which the states are to learn the base that came, and those after it. */
  #posteriors;
  #next;

  constructor(states, orders) {
    const { count } = states;
    this.#states = states;
    this.#orders = orders;
    this.#lowest = this.#orders.slice(0, 2);
    this.#weights = new Int32Array(count).fill(div(65536, count));
    this.#share = div(128, count);
    this.logits = this.#orders.map(({ logits }) => logits);
  }

  static begin({ genes, intergenic, orders }, generator) {
    const states = new GeneStates({ genes, intergenic });
    // States that begin alike would stay so.
    const uneven = () => 2 ** 20 + 6 * generator.next();
    const even = () => 2 ** 20;
    const first = (i) => (i === 0 ? uneven : even);
    const slots = orders.map((order, i) => StateSlots.begin(order, states.count, first(i)));
    return new FrameModel(states, slots);
  }

  /** The same model in another lane, which has weights of its own. */
  forLane() {
    const orders = this.#orders.map((slots) => slots.forLane());
    return new FrameModel(this.#states, orders);
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return this.#orders.flatMap((slots) => slots.learned);
  }

  predict(history) {
    this.likeliest = indexOfMax(this.#weights);
    this.confidence = Math.min(this.#weights[this.likeliest] >> 12, 15);
    for (const slots of this.#orders) slots.predict(history, this.#weights);
  }

  /** Computes what is to be learned from a base, before any lane learns. */
  prepare(base) {
    this.#posteriors = this.#weightsAfter(base);
    this.#next = this.#posteriors.map((weight) => weight - ((weight + 511) >> 9) + this.#share);
  }

  /** Learns the newest base of the history. */
  learn(history) {
    this.#posteriors.forEach((weight, state) => {
      if (weight >= LEAST_WEIGHT) this.#learnIn(state, weight, history);
    });
    this.#follow(this.#next);
  }

  /** Goes past a base that the shortcut gave. */
  moveOn() {
    this.#follow(this.#weights);
  }

  #learnIn(state, weight, history) {
    for (const slots of this.#orders) {
      slots.learn(history, state, weight);
      slots.learnOpposite(history, this.#states.opposite(state, slots.order), weight);
    }
  }

  /** Weights of the states, after a base came that each of them had predicted. */
  #weightsAfter(base) {
    const products = this.#weights.map((weight, state) => weight * this.#likelihood(state, base));
    const sum = products.reduce((a, b) => a + b, 0);
    let shift = 0;
    while (sum >> shift >= 2 ** 15) shift++;
    const inverse = div(2 ** 30, sum >> shift);
    return products.map((product) => ((product >> shift) * inverse) >> 14);
  }

  #likelihood(state, base) {
    let sum = 0;
    for (const slots of this.#lowest) sum += slots.p(state, base) >> 9;
    return sum;
  }

  #follow(weights) {
    const next = new Int32Array(weights.length);
    weights.forEach((weight, state) => {
      next[this.#states.follower(state)] = weight;
    });
    this.#weights = next;
  }
}
