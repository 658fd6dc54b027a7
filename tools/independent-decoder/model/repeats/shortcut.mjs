/** Frequencies from sure copies alone: docs/format/model.md, "Shortcut". */
import { div } from '../fixed-point.mjs';
import { learned } from '../learned.mjs';

const LEAST_RUN = 32;

export class Shortcut {
  #shortcutRun;
  #pool;
  #confidences;
  #class = 0;
  /** The one that is foretold, if any is. */
  #base;

  constructor(shortcutRun, pool, confidences = firstConfidences()) {
    this.#shortcutRun = shortcutRun;
    this.#pool = pool;
    this.#confidences = confidences;
  }

  /** The same in another lane, with the pool of that lane. */
  forLane(pool) {
    return new Shortcut(this.#shortcutRun, pool, this.#confidences);
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return this.#shortcutRun === 0 ? [] : [learned(this.#confidences, 32, [0, 4194262])];
  }

  /** Whether it is taken for the next base; if so, it fills `frequencies`. */
  predict(history, frequencies) {
    if (this.#shortcutRun === 0) return false;
    const { base, run } = this.#foretell(history);
    this.#base = base;
    if (base === undefined) return false;
    this.#class =
      4 * Math.min(31 - Math.clz32(run), 15) + Math.min(this.#pool.copies.length, 4) - 1;
    const confidence = this.#confidences[this.#class];
    if (run < this.#shortcutRun && confidence < 4190110) return false;
    const other = Math.max(div(65536 - (confidence >> 6), 3), 1);
    frequencies.fill(other);
    frequencies[base] = 65536 - 3 * other;
    return true;
  }

  #foretell(history) {
    let run = 0;
    let base;
    for (const copy of this.#pool.copies) {
      if (copy.run < LEAST_RUN) continue;
      const predicted = copy.predict(history);
      if (base !== undefined && predicted !== base) return {};
      base = predicted;
      run = Math.max(run, copy.run);
    }
    return { base, run };
  }

  learn(base) {
    if (this.#base === undefined) return;
    const target = base === this.#base ? 4194262 : 0;
    this.#confidences[this.#class] += (target - this.#confidences[this.#class]) >> 9;
  }
}

function firstConfidences() {
  return new Int32Array(64).fill(4152360, 0, 32).fill(4192207, 32);
}
