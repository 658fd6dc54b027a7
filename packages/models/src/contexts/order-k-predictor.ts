/**
 * A predictor of one context model: the smallest that is complete, and an example of how to write one.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import { FREQ_BITS } from '@pmklc/core';
import { BaseHistory } from '../history/base-history.ts';
import { ContextModel } from './context-model.ts';
import { ContextState } from './context-state.ts';

/** Predicts by what followed the last `order` bases so far, on both strands. */
export class OrderKPredictor implements Predictor {
  readonly #history = new BaseHistory();
  readonly #context: ContextModel;

  /**
   * @param order 1..12; memory grows as 4^order
   * @throws RangeError for any other order
   */
  constructor(order: number) {
    this.#context = new ContextModel(this.#history, new ContextState(order));
  }

  predict(out: Frequencies): void {
    this.#context.predict();
    const p = this.#context.probabilities;
    const sum = p[0] + p[1] + p[2] + p[3];
    let likeliest = 0;
    let rest = 1 << FREQ_BITS;
    for (let b = 0; b < 4; b++) {
      out[b] = 1 + Math.floor((p[b] * ((1 << FREQ_BITS) - 4)) / sum);
      rest -= out[b];
      if (p[b] > p[likeliest]) likeliest = b;
    }
    out[likeliest] += rest;
  }

  update(base: Base): void {
    this.#history.append(base);
    this.#context.learn(base);
  }
}
