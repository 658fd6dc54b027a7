/**
 * Notes what a predictor thought of the bases that pass it.
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import type { Report } from './attribution.ts';

/** Bases that a report hears of at once. */
const BLOCK_BASES = 2 ** 16;

/** Number in `CARRIERS` of what carries a base, which had these frequencies. */
export type CarrierOf = (base: Base, frequencies: Frequencies) => number;

/**
 * Predictor that notes the carrier of each base; its predictions are those of the one it wraps.
 * `finish` after the last base.
 */
export class AttributingPredictor implements Predictor {
  readonly #predictor: Predictor;
  readonly #carrier: CarrierOf;
  readonly #report: Report;
  readonly #notes = new Uint32Array(BLOCK_BASES);
  #count = 0;
  /** Bases that were reported. */
  #reported = 0;
  #predicted: Frequencies | undefined;

  /** @param carrier asked before the base is learned */
  constructor(predictor: Predictor, carrier: CarrierOf, report: Report) {
    this.#predictor = predictor;
    this.#carrier = carrier;
    this.#report = report;
  }

  predict(out: Frequencies): void {
    this.#predictor.predict(out);
    this.#predicted = out;
  }

  update(base: Base): void {
    const predicted = this.#predicted!;
    this.#notes[this.#count++] = predicted[base]! + 65536 * this.#carrier(base, predicted);
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
