/**
 * Layout of lanes: segments of a sequence that advance together, a base of each a step. Format: docs/format/model.md, "Lanes".
 */

/** Fewest bases of a lane: shorter ones would have no time to learn from each other. */
export const LEAST_LANE_BASES = 1024;

/** As many bases as any sequence has: that of one lane, where nobody knows how many come. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Which bases belong to which lane: as many to each as to every other, but one more to the first ones. */
export class LaneLayout {
  /** Bases of all lanes. */
  readonly bases: number;
  /** Number of lanes, at least 1. */
  readonly lanes: number;
  /** Bases of a lane, without the one more. */
  readonly #quotient: number;
  /** Lanes that have one more. */
  readonly #longer: number;

  /**
   * @param bases of all lanes; absent: any number, in one lane
   * @throws RangeError when `lanes` is not an integer in 1 .. max(1, bases / 1024)
   */
  constructor(bases: number = ENDLESS, lanes = 1) {
    const most = mostLanes(bases);
    if (!Number.isInteger(lanes) || lanes < 1 || lanes > most) {
      throw new RangeError(`${bases} bases have 1 to ${most} lanes, got ${lanes}`);
    }
    this.bases = bases;
    this.lanes = lanes;
    this.#quotient = Math.floor(bases / lanes);
    this.#longer = bases % lanes;
  }

  /** Steps: the bases of the longest lane. */
  get steps(): number {
    return Math.ceil(this.bases / this.lanes);
  }

  /** Place of a lane's first base; of as many lanes as there are, the number of bases. */
  start(lane: number): number {
    return lane * this.#quotient + Math.min(lane, this.#longer);
  }

  /** Bases of a lane. */
  length(lane: number): number {
    return this.#quotient + (lane < this.#longer ? 1 : 0);
  }

  /** Number of lanes that have a base in a step, 0 .. steps - 1: all, or in the last one the longer ones. */
  lanesAt(step: number): number {
    return step < this.#quotient ? this.lanes : this.#longer;
  }

  /** Lane of the base at a place, 0 .. bases - 1. */
  laneOf(place: number): number {
    const ofLonger = this.#longer * (this.#quotient + 1);
    if (place < ofLonger) return Math.floor(place / (this.#quotient + 1));
    return this.#longer + Math.floor((place - ofLonger) / this.#quotient);
  }
}

/** Most lanes that so many bases may have, at least 1. */
export function mostLanes(bases: number): number {
  return Math.max(1, Math.floor(bases / LEAST_LANE_BASES));
}
