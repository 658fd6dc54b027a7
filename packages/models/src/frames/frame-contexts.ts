/**
 * What followed the last k bases in each state of the frame model: four probabilities and how often that was learned.
 * Arithmetic: docs/format-model.md, "Frame model".
 */
import { ln16 } from '@pmklc/core';
import type { Random } from '../random.ts';

const QUARTER = 1 << 20;
const HIT = (1 << 22) - 1;
/** No base is less likely in a state: 1/8192. */
const LEAST = 1 << 9;
/** What random numbers are multiplied by that make first probabilities differ, by up to 3/16 of 1/4. */
const NOISE = 6;
const EVIDENCE_BITS = 7;
const MOST_EVIDENCE = 65535;
/** What 1/4 each is worth, in visits, and the one that is being learned. */
const PRIOR_VISITS = 5;
/** Learning rate after so many visits, Q16. */
const RATES = Int32Array.from({ length: (MOST_EVIDENCE >> EVIDENCE_BITS) + 1 }, (_, visits) =>
  Math.floor(65536 / (visits + PRIOR_VISITS)),
);

/** The contexts of one order. A *slot* is a context in a state. */
export class FrameContexts {
  readonly k: number;
  /** Mean of what the states predict, Q10. */
  readonly logits = new Int32Array(4);
  /** By slot: A, C, G, T, Q22 in 512 .. 2^22 - 1. */
  readonly probabilities: Int32Array;
  /** By slot: visits, Q7. */
  readonly evidence: Uint16Array;
  readonly #states: number;
  /** First slot of the context that predicted. */
  #first = 0;

  /** @param random makes the first probabilities differ; without, all are 1/4 */
  constructor(k: number, states: number, random?: Random) {
    this.k = k;
    this.#states = states;
    const slots = states * 4 ** k;
    this.probabilities = new Int32Array(4 * slots);
    for (let i = 0; i < this.probabilities.length; i++) {
      this.probabilities[i] = QUARTER + (random ? NOISE * random.next() : 0);
    }
    this.evidence = new Uint16Array(slots);
  }

  /**
   * Forecasts the next base: fills `logits`.
   * @param context the newest k bases
   * @param weights of the states, Q16; together at most 2^16
   */
  predict(context: number, weights: Int32Array): void {
    this.#first = context * this.#states;
    const p = this.probabilities;
    let a = 0;
    let c = 0;
    let g = 0;
    let t = 0;
    for (let s = 0, at = 4 * this.#first; s < weights.length; s++, at += 4) {
      const weight = weights[s];
      a += weight * (p[at] >> 8);
      c += weight * (p[at + 1] >> 8);
      g += weight * (p[at + 2] >> 8);
      t += weight * (p[at + 3] >> 8);
    }
    this.logits[0] = ln16(Math.min(a >> 14, 65535));
    this.logits[1] = ln16(Math.min(c >> 14, 65535));
    this.logits[2] = ln16(Math.min(g >> 14, 65535));
    this.logits[3] = ln16(Math.min(t >> 14, 65535));
  }

  /** How likely a state found a base when it last predicted, Q13. */
  likelihood(state: number, base: number): number {
    return this.probabilities[4 * (this.#first + state) + base] >> 9;
  }

  /** Learns the base that was predicted in a state of this weight, Q16. */
  learn(state: number, base: number, weight: number): void {
    this.#learn(this.#first + state, base, weight);
  }

  /** Learns what followed another context. */
  learnAfter(context: number, state: number, base: number, weight: number): void {
    this.#learn(context * this.#states + state, base, weight);
  }

  #learn(slot: number, base: number, weight: number): void {
    const evidence = this.evidence[slot];
    const rate = ((weight >> 1) * RATES[evidence >> EVIDENCE_BITS]) >> 15;
    this.evidence[slot] = Math.min(evidence + (weight >> 9), MOST_EVIDENCE);
    const p = this.probabilities;
    for (let at = 4 * slot, b = 0; b < 4; at++, b++) {
      // A gap has 15 bits and a sign, a rate 14 bits.
      const gap = ((b === base ? HIT : 0) - p[at]) >> 7;
      p[at] = Math.max(p[at] + ((gap * rate + 256) >> 9), LEAST);
    }
  }
}
