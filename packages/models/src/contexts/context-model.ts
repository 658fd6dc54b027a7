/**
 * The order-k context expert: what followed the last k bases, on one strand or both.
 * Arithmetic: docs/format/model.md, "Context models".
 */
import { ln12, type Base } from '@pmklc/core';
import type { Expert } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ContextState } from './context-state.ts';

/** Forecasts one sequence from what a table has learned, and teaches it. */
export class ContextModel implements Expert {
  readonly logits = new Int32Array(4);
  /** Visits of the context in use, at most 15. */
  confidence = 0;
  /** Probabilities of the last prediction: A, C, G, T in Q12, each 0..4095. */
  readonly probabilities = new Int32Array(4);
  readonly state: ContextState;
  readonly #history: BaseHistory;
  readonly #inverted: boolean;
  #slot = 0;

  /** @param inverted whether to learn from the opposite strand too */
  constructor(history: BaseHistory, state: ContextState, inverted = true) {
    this.#history = history;
    this.state = state;
    this.#inverted = inverted;
  }

  predict(): void {
    this.#slot = 4 * this.#history.kmer(this.state.order);
    const p = this.probabilities;
    this.confidence = this.state.read(this.#slot, p);
    for (let b = 0; b < 4; b++) this.logits[b] = ln12(p[b]);
  }

  /** Learns the newest base, and from the other strand the complement of the base `order` before it. */
  learn(base: Base): void {
    this.state.learn(this.#slot, base);
    if (!this.#inverted) return;
    const { order } = this.state;
    const before = (this.#history.recentLow >>> (2 * order)) & 3;
    this.state.learn(4 * this.#history.reversedKmer(order), 3 - before);
  }
}
