/**
 * The order-k context expert: what followed the last k bases, on one strand or both.
 * Arithmetic: docs/format/model.md, "Context models".
 */
import { ln12, type Base } from '@pmklc/core';
import type { Expert } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import { LEAST_READ_ORDER } from './context-config.ts';
import type { ContextState } from './context-state.ts';

/** 1 for each of 12 bases. */
const EVERY_BASE = 0x555555;

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
  readonly #read: ReadPlace | undefined;
  #slot = 0;

  /**
   * @param inverted whether to learn from the opposite strand too
   * @param read place of the next base in its read, where reads are known
   */
  constructor(history: BaseHistory, state: ContextState, inverted = true, read?: ReadPlace) {
    this.#history = history;
    this.state = state;
    this.#inverted = inverted;
    this.#read = read;
  }

  predict(): void {
    this.#slot = 4 * this.#context();
    const p = this.probabilities;
    this.confidence = this.state.read(this.#slot, p);
    for (let b = 0; b < 4; b++) this.logits[b] = ln12(p[b]);
  }

  /**
   * Last bases, as `kmer`. What lies before a read says nothing of it: a read that has fewer has its own, behind others that tell their
   * number. Reads with barcodes -14 %, of RNA -1.2 %.
   */
  #context(): number {
    const { order } = this.state;
    const kmer = this.#history.kmer(order);
    const known = this.#read?.known ?? order;
    if (order < LEAST_READ_ORDER || known >= order) return kmer;
    const own = 4 ** known - 1;
    const others = (4 ** order - 1) & ~own;
    return (kmer & own) | (others & ((known & 3) * EVERY_BASE));
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
