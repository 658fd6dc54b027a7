/**
 * The shortcut for collections of near-identical sequences: while copies that have long been right
 * agree, they alone predict, and only they and the history are kept up to date.
 * Arithmetic: docs/format-model.md, "Shortcut".
 */
import type { Base, Frequencies } from '@pmklc/core';
import type { RepeatPool } from './repeat-pool.ts';

/** A copy of this run has a say in whether the shortcut is taken. */
const VOTING_RUN = 32;
const RUN_CLASSES = 16;
const SIZE_CLASSES = 4;
/** Confidence at first, 0.9995, and what a hit moves it towards, Q22. */
const FIRST = 4192207;
const CERTAIN = 4194262;
const RATE_SHIFT = 9;

/** Predicts from a repeat pool alone, where that is safe. */
export class SureCopy {
  /** By run and number of copies: how often they were right, Q22 in 0 .. CERTAIN. */
  readonly confidences = new Int32Array(RUN_CLASSES * SIZE_CLASSES).fill(FIRST);
  readonly #pool: RepeatPool;
  readonly #minRun: number;
  #inUse = 0;
  #prediction = -1;

  /** @param minRun hits in a row that a copy needs, 32..65535; 0: the shortcut is never taken */
  constructor(pool: RepeatPool, minRun: number) {
    this.#pool = pool;
    this.#minRun = minRun;
  }

  get state(): readonly ArrayBufferView[] {
    return this.#minRun > 0 ? [this.confidences] : [];
  }

  /** Fills `out` and returns true when the shortcut is taken for the next base. */
  predict(out: Frequencies): boolean {
    if (this.#minRun === 0) return false;
    this.#prediction = this.#pool.unanimous(VOTING_RUN);
    const run = this.#pool.longestRun;
    if (this.#prediction < 0 || run < this.#minRun) return false;
    const ratio = Math.floor(run / this.#minRun);
    const runClass = Math.min(31 - Math.clz32(ratio), RUN_CLASSES - 1);
    this.#inUse = runClass * SIZE_CLASSES + Math.min(this.#pool.size, SIZE_CLASSES) - 1;
    const rest = Math.max(Math.floor((65536 - (this.confidences[this.#inUse] >> 6)) / 3), 1);
    out.fill(rest);
    out[this.#prediction] = 65536 - 3 * rest;
    return true;
  }

  /** Learns whether the shortcut was right. */
  learn(base: Base): void {
    const p = this.confidences[this.#inUse];
    const target = base === this.#prediction ? CERTAIN : 0;
    this.confidences[this.#inUse] = p + ((target - p) >> RATE_SHIFT);
  }
}
