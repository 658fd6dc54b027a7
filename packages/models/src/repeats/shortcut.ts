/**
 * The shortcut for collections of near-identical sequences: while copies that have long been right
 * agree, they alone predict, and only they and the history are kept up to date.
 * Arithmetic: docs/format/model.md, "Shortcut".
 */
import type { Base, Frequencies } from '@pmklc/core';
import type { RepeatPool } from './repeat-pool.ts';
import { TRUSTED, type ShortcutConfidences } from './shortcut-confidences.ts';

/** A copy of this run has a say in whether the shortcut is taken. */
const VOTING_RUN = 32;

/** Predicts from a repeat pool alone, where that is safe. */
export class Shortcut {
  readonly #pool: RepeatPool;
  readonly #minRun: number;
  readonly #confidences: ShortcutConfidences;
  /** The class of the copies that have a say. */
  #inUse = 0;
  /** Base that they predict, or -1. */
  #prediction = -1;

  /** @param minRun hits in a row after which the shortcut is always taken, 32..65535; 0: it never is */
  constructor(pool: RepeatPool, minRun: number, confidences: ShortcutConfidences) {
    this.#pool = pool;
    this.#minRun = minRun;
    this.#confidences = confidences;
  }

  /** Fills `out` and returns true when the shortcut is taken for the next base. */
  predict(out: Frequencies): boolean {
    if (this.#minRun === 0) return false;
    this.#prediction = this.#pool.unanimous(VOTING_RUN);
    if (this.#prediction < 0) return false;
    const { longestRun, size } = this.#pool;
    this.#inUse = this.#confidences.classOf(longestRun, size);
    const confidence = this.#confidences.of(this.#inUse);
    if (longestRun < this.#minRun && confidence < TRUSTED) return false;
    const rest = Math.max(Math.floor((65536 - (confidence >> 6)) / 3), 1);
    out.fill(rest);
    out[this.#prediction] = 65536 - 3 * rest;
    return true;
  }

  /** Learns whether the copies were right, on the shortcut or not. */
  learn(base: Base): void {
    if (this.#prediction < 0) return;
    this.#confidences.learn(this.#inUse, base === this.#prediction);
  }
}
