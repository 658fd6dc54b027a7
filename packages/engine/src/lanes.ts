/**
 * Lanes of a partition, as the host sees them: which bases each has. Format: docs/format/model.md, "Lanes".
 */

/** Bases between two returns to the host, of all lanes, unless a lane had too few of them. */
const BLOCK_BASES = 2 ** 16;
const LEAST_STEPS = 2 ** 10;

/** The lanes that `bases` are divided among. */
export class Lanes {
  readonly bases: number;
  readonly count: number;
  /** Steps until every lane is done: bases of the first, the longest. */
  readonly steps: number;
  /** Steps between two returns to the host. */
  readonly blockSteps: number;
  readonly #quotient: number;
  readonly #longer: number;
  readonly #numbers: readonly number[];

  constructor(bases: number, count = 1) {
    this.bases = bases;
    this.count = count;
    this.#quotient = Math.floor(bases / count);
    this.#longer = bases % count;
    this.steps = Math.ceil(bases / count);
    this.blockSteps = Math.max(Math.floor(BLOCK_BASES / count), LEAST_STEPS);
    this.#numbers = Array.from({ length: count }, (_, i) => i);
  }

  /** Calls for the number of each lane. */
  forEach(call: (lane: number) => void): void {
    this.#numbers.forEach(call);
  }

  map<T>(call: (lane: number) => T): T[] {
    return this.#numbers.map(call);
  }

  /** First base of a lane, and the one behind its last. */
  bounds(lane: number): [number, number] {
    const start = (i: number): number => i * this.#quotient + Math.min(i, this.#longer);
    return [start(lane), start(lane + 1)];
  }

  /** The bases of a lane in `count` steps from step number `done` on. */
  range(lane: number, done: number, count: number): [number, number] {
    const [start, end] = this.bounds(lane);
    return [Math.min(start + done, end), Math.min(start + done + count, end)];
  }

  /** Steps after which at least so many bases are coded. */
  stepsFor(bases: number): number {
    return Math.ceil(bases / this.count);
  }

  /** Steps after which the first `bases` are coded. */
  stepsUntil(bases: number): number {
    return Math.min(bases, this.steps);
  }

  /** Bases coded after so many steps. */
  basesAfter(steps: number): number {
    return Math.min(steps * this.count, this.bases);
  }
}
