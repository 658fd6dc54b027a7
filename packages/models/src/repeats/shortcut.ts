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
/** Confidence at first, Q22: 0.9995 in classes of runs of 256 and more, 0.99 in those of shorter ones. */
const FIRST = 4192207;
const FIRST_OF_SHORT = 4152360;
const LONG_CLASS = 8;
/** With this confidence, 0.999, the shortcut is taken after shorter runs, too. */
const TRUSTED = 4190110;
/** What a hit moves a confidence towards, Q22. */
const CERTAIN = 4194262;
const RATE_SHIFT = 9;

/** Predicts from a repeat pool alone, where that is safe. */
export class SureCopy {
  /** By run and number of copies: how often they were right, Q22 in 0 .. CERTAIN. */
  readonly confidences = Int32Array.from({ length: RUN_CLASSES * SIZE_CLASSES }, (_, i) =>
    i < LONG_CLASS * SIZE_CLASSES ? FIRST_OF_SHORT : FIRST,
  );
  readonly #pool: RepeatPool;
  readonly #minRun: number;
  /** The class of the copies that have a say. */
  #inUse = 0;
  /** What they predict, or -1. */
  #prediction = -1;

  /** @param minRun hits in a row after which the shortcut is always taken, 32..65535; 0: it never is */
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
    if (this.#prediction < 0) return false;
    const run = this.#pool.longestRun;
    const runClass = Math.min(31 - Math.clz32(run), RUN_CLASSES - 1);
    this.#inUse = runClass * SIZE_CLASSES + Math.min(this.#pool.size, SIZE_CLASSES) - 1;
    if (run < this.#minRun && this.confidences[this.#inUse] < TRUSTED) return false;
    const rest = Math.max(Math.floor((65536 - (this.confidences[this.#inUse] >> 6)) / 3), 1);
    out.fill(rest);
    out[this.#prediction] = 65536 - 3 * rest;
    return true;
  }

  /** Learns whether the copies were right, on the shortcut or not. */
  learn(base: Base): void {
    if (this.#prediction < 0) return;
    const p = this.confidences[this.#inUse];
    const target = base === this.#prediction ? CERTAIN : 0;
    this.confidences[this.#inUse] = p + ((target - p) >> RATE_SHIFT);
  }
}
