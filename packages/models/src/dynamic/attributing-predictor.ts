/**
 * Notes what a predictor thought of the bases that pass it.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import type { Report } from './attribution.ts';

/** Bases that a report hears of at once. */
const BLOCK_BASES = 2 ** 16;

/**
 * Predictor that notes the carrier of each base; its predictions are those of the one it wraps.
 * `finish` after the last base.
 */
export class AttributingPredictor implements Predictor {
  readonly #predictor: Predictor;
  readonly #carrier: (base: Base) => number;
  readonly #report: Report;
  readonly #notes = new Uint32Array(BLOCK_BASES);
  #count = 0;
  /** Bases that were reported. */
  #reported = 0;
  #predicted: Frequencies | undefined;

  /** @param carrier number in `CARRIERS` of what carries a base; asked before the base is learned */
  constructor(predictor: Predictor, carrier: (base: Base) => number, report: Report) {
    this.#predictor = predictor;
    this.#carrier = carrier;
    this.#report = report;
  }

  predict(out: Frequencies): void {
    this.#predictor.predict(out);
    this.#predicted = out;
  }

  update(base: Base): void {
    this.#notes[this.#count++] = this.#predicted![base]! + 65536 * this.#carrier(base);
    this.#predictor.update(base);
    if (this.#count === BLOCK_BASES) this.finish();
  }

  /** Reports what has not been reported yet. */
  finish(): void {
    if (this.#count > 0) this.#report(this.#notes.subarray(0, this.#count), this.#reported);
    this.#reported += this.#count;
    this.#count = 0;
  }
}
