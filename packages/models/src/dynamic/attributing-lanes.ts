/**
 * Notes what a predictor thought of the bases of its lanes.
 */
import type { Base, Frequencies, LaneLayout, LanePredictor } from '@pmklc/core';
import type { Report } from './attribution.ts';

/** Bases that a report hears of at once. */
const BLOCK_BASES = 2 ** 16;

/** Number in `CARRIERS` of what carries a base of a lane, which had these frequencies. */
type CarrierOf = (base: Base, frequencies: Frequencies, lane: number) => number;

/**
 * Predictor that notes the carrier of each base, as `AttributingPredictor` does of one lane. Lanes are coded together, but reported in
 * order: `finish`, after the last step, reports all.
 */
export class AttributingLanes implements LanePredictor {
  readonly #predictor: LanePredictor;
  readonly #carrier: CarrierOf;
  readonly #report: Report;
  readonly #layout: LaneLayout;
  readonly #notes: Uint32Array;
  /** Frequencies of the step by lane. */
  readonly #predicted: readonly Frequencies[];
  #steps = 0;

  /** @param carrier asked before any base of a step is learned */
  constructor(predictor: LanePredictor, carrier: CarrierOf, report: Report, layout: LaneLayout) {
    this.#predictor = predictor;
    this.#carrier = carrier;
    this.#report = report;
    this.#layout = layout;
    this.#notes = new Uint32Array(layout.bases);
    this.#predicted = Array.from({ length: layout.lanes }, () => new Uint32Array(4));
  }

  predictLane(lane: number, out: Frequencies): void {
    this.#predictor.predictLane(lane, out);
    this.#predicted[lane].set(out);
  }

  learnStep(bases: Uint8Array): void {
    bases.forEach((base, lane) => {
      const frequencies = this.#predicted[lane];
      const carrier = this.#carrier(base as Base, frequencies, lane);
      this.#notes[this.#layout.start(lane) + this.#steps] = frequencies[base] + 65536 * carrier;
    });
    this.#steps++;
    this.#predictor.learnStep(bases);
  }

  /** Reports the notes of all bases. */
  finish(): void {
    for (let done = 0; done < this.#notes.length; done += BLOCK_BASES) {
      this.#report(this.#notes.subarray(done, done + BLOCK_BASES));
    }
  }
}
