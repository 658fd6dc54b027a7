/**
 * The expert of one order of the frame model: the mean of what its states predict after the last k bases.
 * Arithmetic: docs/format/model.md, "Frame model".
 */
import { ln16 } from '@pmklc/core';
import type { FrameTable } from './frame-tables.ts';

/** Forecasts one sequence from the table of an order, and teaches it. */
export class FrameContexts {
  /** Mean of what the states predict, Q10. */
  readonly logits = new Int32Array(4);
  readonly table: FrameTable;
  /** First slot of the context that predicted. */
  #first = 0;

  constructor(table: FrameTable) {
    this.table = table;
  }

  /** Bases of a context. */
  get k(): number {
    return this.table.k;
  }

  /**
   * Forecasts the next base: fills `logits`.
   * @param context the newest k bases
   * @param weights of the states, Q16; together at most 2^16
   */
  predict(context: number, weights: Int32Array): void {
    this.#first = context * this.table.states;
    const p = this.table.probabilities;
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

  /** Likelihood that a state gave to a base when it last predicted, Q13. */
  likelihood(state: number, base: number): number {
    return this.table.probabilities[4 * (this.#first + state) + base] >> 9;
  }

  /** Learns the base that was predicted in a state of this weight, Q16. */
  learn(state: number, base: number, weight: number): void {
    this.table.learn(this.#first + state, base, weight);
  }

  /** Learns what followed another context. */
  learnAfter(context: number, state: number, base: number, weight: number): void {
    this.table.learn(context * this.table.states + state, base, weight);
  }
}
