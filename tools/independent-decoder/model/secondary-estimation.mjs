/** Corrects frequencies by what came after such ones: docs/format/model.md. */
import { div, indexOfMax } from './fixed-point.mjs';
import { complete } from './frequencies.mjs';
import { learned } from './learned.mjs';
import { exp16, ln16 } from './tables.mjs';

const CELLS = 33;

export class SecondaryEstimation {
  #cells;
  /** Place of each base's probability: number of the lower cell, and how far above it. */
  #at = new Int32Array(4);
  #above = new Int32Array(4);

  constructor(cells = firstCells()) {
    this.#cells = cells;
  }

  /** The same cells, as another lane uses them. */
  forLane() {
    return new SecondaryEstimation(this.#cells);
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return [learned(this.#cells, 16, [0, 65535])];
  }

  refine(history, frequencies) {
    const r = [0, 0, 0, 0];
    for (let base = 0; base < 4; base++) {
      const y = ln16(Math.min(frequencies[base], 65535)) + 16384;
      const j = Math.min(y >> 9, 31);
      const v = y - 512 * j;
      const at = (4 * history.kmer(4) + base) * CELLS + j;
      r[base] = 1 + ((this.#cells[at] * (512 - v) + this.#cells[at + 1] * v) >> 9);
      this.#at[base] = at;
      this.#above[base] = v;
    }
    const scale = div(2 ** 31, r[0] + r[1] + r[2] + r[3]);
    for (let base = 0; base < 4; base++) {
      const refined = (frequencies[base] + ((r[base] * scale) >> 15)) >> 1;
      frequencies[base] = Math.max(refined, 1);
    }
    complete(frequencies, indexOfMax(frequencies));
  }

  learn(came) {
    for (let base = 0; base < 4; base++) {
      const target = base === came ? 65535 : 0;
      const v = this.#above[base];
      this.#pull(this.#at[base], target, 512 - v);
      this.#pull(this.#at[base] + 1, target, v);
    }
  }

  #pull(at, target, share) {
    this.#cells[at] += ((target - this.#cells[at]) * share + 2 ** 17) >> 18;
  }
}

function firstCells() {
  return Uint16Array.from({ length: 256 * 4 * CELLS }, (_, i) => exp16(512 * (32 - (i % CELLS))));
}
