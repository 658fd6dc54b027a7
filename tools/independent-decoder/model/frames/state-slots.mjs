/**
 * Slots of one order: what follows its contexts, in each state: docs/format/model.md, "Frame
 * model".
 */
import { div } from '../fixed-point.mjs';
import { learned } from '../learned.mjs';
import { ln16 } from '../tables.mjs';

const ONE = 2 ** 22;
const LEAST = 512;

export class StateSlots {
  order;
  logits = new Int32Array(4);
  #states;
  /** Probabilities by context, state and base. */
  #p;
  /** Evidence by context and state. */
  #evidence;
  /** The slot of the first state in the context of the prediction. */
  #start = 0;

  constructor(order, states, { p, evidence }) {
    this.order = order;
    this.#states = states;
    this.#p = p;
    this.#evidence = evidence;
  }

  /** @param first gives the first value of each `p` */
  static begin(order, states, first) {
    const slots = 4 ** order * states;
    return new StateSlots(order, states, {
      p: Int32Array.from({ length: 4 * slots }, first),
      evidence: new Uint16Array(slots),
    });
  }

  /** The same slots, as another lane uses them. */
  forLane() {
    return new StateSlots(this.order, this.#states, { p: this.#p, evidence: this.#evidence });
  }

  predict(history, weights) {
    this.#start = history.kmer(this.order) * this.#states;
    for (let base = 0; base < 4; base++) {
      let sum = 0;
      for (let state = 0; state < this.#states; state++) {
        sum += weights[state] * (this.p(state, base) >> 8);
      }
      this.logits[base] = ln16(Math.min(sum >> 14, 65535));
    }
  }

  /** Probability of a base in a state, in the context of the prediction. */
  p(state, base) {
    return this.#p[4 * (this.#start + state) + base];
  }

  /** Learns the newest base, where it was predicted. */
  learn(history, state, weight) {
    this.#learnIn(this.#start + state, history.at(history.length - 1), weight);
  }

  /** Learns the same bases as the other strand has them; `state` is that of the other strand. */
  learnOpposite(history, state, weight) {
    const slot = history.inverse(this.order) * this.#states + state;
    this.#learnIn(slot, 3 - history.at(history.length - 1 - this.order), weight);
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return [learned(this.#p, 32, [LEAST, ONE - 1]), learned(this.#evidence, 16, [0, 65535])];
  }

  #learnIn(slot, base, weight) {
    const evidence = this.#evidence[slot];
    const rate = ((weight >> 1) * div(65536, (evidence >> 7) + 5)) >> 15;
    this.#evidence[slot] = Math.min(evidence + (weight >> 9), 65535);
    for (let b = 0; b < 4; b++) {
      const at = 4 * slot + b;
      const gap = (b === base ? ONE - 1 : 0) - this.#p[at];
      this.#p[at] = Math.max(this.#p[at] + (((gap >> 7) * rate + 256) >> 9), LEAST);
    }
  }
}
