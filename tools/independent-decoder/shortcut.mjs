/** Frequencies from sure copies alone: docs/format-model.md, "Shortcut". */
import { div } from './fixed-point.mjs';
import { learned } from './learned.mjs';

const LEAST_RUN = 32;

export class Shortcut {
  #sureRun;
  #pool;
  #confidences = new Int32Array(64).fill(4192207);
  #class = 0;
  #base = 0;

  constructor(sureRun, pool) {
    this.#sureRun = sureRun;
    this.#pool = pool;
  }

  /** What a snapshot holds of it. */
  get learned() {
    return this.#sureRun === 0 ? [] : [learned(this.#confidences, 32, [0, 4194262])];
  }

  /** Whether it applies to the next base; if so, it fills `frequencies`. */
  predict(history, frequencies) {
    if (this.#sureRun === 0) return false;
    const { copies } = this.#pool;
    let longest = 0;
    let base;
    for (const copy of copies) {
      if (copy.run < LEAST_RUN) continue;
      const predicted = copy.predict(history);
      if (base !== undefined && predicted !== base) return false;
      base = predicted;
      longest = Math.max(longest, copy.run);
    }
    if (base === undefined || longest < this.#sureRun) return false;
    const ratio = div(longest, this.#sureRun);
    this.#class = 4 * Math.min(31 - Math.clz32(ratio), 15) + Math.min(copies.length, 4) - 1;
    this.#base = base;
    const other = Math.max(div(65536 - (this.#confidences[this.#class] >> 6), 3), 1);
    frequencies.fill(other);
    frequencies[base] = 65536 - 3 * other;
    return true;
  }

  learn(base) {
    const target = base === this.#base ? 4194262 : 0;
    this.#confidences[this.#class] += (target - this.#confidences[this.#class]) >> 9;
  }
}
