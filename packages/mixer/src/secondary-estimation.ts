/**
 * Secondary symbol estimation: what a prediction turned out to be worth, by context.
 *
 * A cell for every half of ln p in [-16, 0], for each context and base, interpolated.
 * Arithmetic: docs/format/model.md, "Secondary estimation".
 */
import { expNegative, FREQ_BITS, ln16, type Base, type Frequencies } from '@pmklc/core';

const CELLS = 33;
/** Distance of two cells, Q10. */
const CELL_WIDTH = 512;
const LOWEST = -16 << 10;
/** Cells learn at 1/512; the weight of a cell has 9 bits. */
const LEARN_SHIFT = 18;
const CERTAIN = 65535;

/** State of secondary estimation: the cells that it has learned. */
export class SecondaryCells {
  /** [context][base][cell]: how often a base of such a probability came, Q16 in 0..65535. */
  readonly cells: Uint16Array;

  /** @param contexts their number */
  constructor(contexts: number) {
    this.cells = Uint16Array.from({ length: contexts * 4 * CELLS }, (_, i) =>
      expNegative((CELLS - 1 - (i % CELLS)) * CELL_WIDTH),
    );
  }

  get state(): readonly ArrayBufferView[] {
    return [this.cells];
  }
}

/** Refines frequencies for one sequence by experience. */
export class SecondaryEstimation {
  readonly #cells: Uint16Array;
  /** Lower cell in use, by base, and the weight of the one above, 0..512. */
  readonly #lower = new Int32Array(4);
  readonly #weights = new Int32Array(4);
  readonly #refined = new Int32Array(4);

  constructor({ cells }: SecondaryCells) {
    this.#cells = cells;
  }

  /** Replaces frequencies (sum 2^16) by the mean of themselves and what such ones were worth. */
  refine(frequencies: Frequencies, context: number): void {
    const refined = this.#refined;
    let sum = 0;
    for (let b = 0; b < 4; b++) {
      refined[b] = this.#lookUp(frequencies[b], context * 4 + b, b);
      sum += refined[b];
    }
    // |refined * scale| <= 2^31, because no refined one exceeds the sum.
    const scale = Math.floor(0x80000000 / sum);
    let rest = 1 << FREQ_BITS;
    let likeliest = 0;
    for (let b = 0; b < 4; b++) {
      const p = (refined[b] * scale) >>> 15;
      frequencies[b] = Math.max((frequencies[b] + p) >>> 1, 1);
      rest -= frequencies[b];
      if (frequencies[b] > frequencies[likeliest]) likeliest = b;
    }
    frequencies[likeliest] += rest;
  }

  /** Learns that the base just refined for was `base`. */
  learn(base: Base): void {
    for (let b = 0; b < 4; b++) {
      const target = b === base ? CERTAIN : 0;
      const weight = this.#weights[b];
      this.#move(this.#lower[b], target, CELL_WIDTH - weight);
      this.#move(this.#lower[b] + 1, target, weight);
    }
  }

  #lookUp(frequency: number, row: number, base: number): number {
    const x = ln16(Math.min(frequency, CERTAIN)) - LOWEST;
    const cell = Math.min(x >> 9, CELLS - 2);
    const weight = x - cell * CELL_WIDTH;
    const lower = row * CELLS + cell;
    this.#lower[base] = lower;
    this.#weights[base] = weight;
    const cells = this.#cells;
    return 1 + ((cells[lower] * (CELL_WIDTH - weight) + cells[lower + 1] * weight) >> 9);
  }

  /** A step, rounded, is no larger than the gap: cells stay in 0..65535. */
  #move(cell: number, target: number, weight: number): void {
    const p = this.#cells[cell];
    this.#cells[cell] = p + (((target - p) * weight + (1 << (LEARN_SHIFT - 1))) >> LEARN_SHIFT);
  }
}
