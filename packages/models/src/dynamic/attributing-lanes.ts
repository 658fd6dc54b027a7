/**
 * Notes what a predictor thought of the bases of its lanes.
 */
import type { Base, Frequencies, LaneLayout, LanePredictor } from '@pmklc/core';
import type { Report } from './attribution.ts';

/** Bases of a lane that a report hears of at once. */
const BLOCK_BASES = 2 ** 12;

/** Number in `CARRIERS` of what carries a base of a lane, which had these frequencies. */
export type LaneCarrier = (base: Base, frequencies: Frequencies, lane: number) => number;

/**
 * Predictor that notes the carrier of each base, as `AttributingPredictor` does of one lane. It reports some bases of each lane at a time.
 * `finish` after the last step.
 */
export class AttributingLanes implements LanePredictor {
  readonly #predictor: LanePredictor;
  readonly #carrier: LaneCarrier;
  readonly #report: Report;
  readonly #layout: LaneLayout;
  /** Notes that were not reported yet, by lane. */
  readonly #notes: readonly Uint32Array[];
  /** Frequencies of the step by lane. */
  readonly #predicted: readonly Frequencies[];
  /** Steps that were reported, and those since. */
  #reported = 0;
  #count = 0;

  /** @param carrier asked before any base of a step is learned */
  constructor(predictor: LanePredictor, carrier: LaneCarrier, report: Report, layout: LaneLayout) {
    this.#predictor = predictor;
    this.#carrier = carrier;
    this.#report = report;
    this.#layout = layout;
    this.#notes = Array.from({ length: layout.lanes }, () => new Uint32Array(BLOCK_BASES));
    this.#predicted = this.#notes.map(() => new Uint32Array(4));
  }

  predictLane(lane: number, out: Frequencies): void {
    this.#predictor.predictLane(lane, out);
    this.#predicted[lane].set(out);
  }

  learnStep(bases: Uint8Array): void {
    bases.forEach((base, lane) => {
      const frequencies = this.#predicted[lane];
      const carrier = this.#carrier(base as Base, frequencies, lane);
      this.#notes[lane][this.#count] = frequencies[base] + 65536 * carrier;
    });
    this.#predictor.learnStep(bases);
    if (++this.#count === BLOCK_BASES) this.finish();
  }

  /** Reports what has not been reported yet. */
  finish(): void {
    const start = this.#reported;
    this.#notes.forEach((notes, lane) => {
      // The last step is not of all lanes.
      const count = Math.min(this.#count, this.#layout.length(lane) - start);
      if (count > 0) this.#report(notes.subarray(0, count), this.#layout.start(lane) + start);
    });
    this.#reported += this.#count;
    this.#count = 0;
  }
}
