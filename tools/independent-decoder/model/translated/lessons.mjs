/** Numbers of lessons, up to a limit: docs/format/model.md, "Codon substitution". */
import { learned } from '../learned.mjs';

export class Lessons {
  #counts;
  #limit;

  constructor(size, limit) {
    this.#counts = new Uint16Array(size);
    this.#limit = limit;
  }

  /** The number of lessons so far; from now on one more. */
  take(at) {
    const count = this.#counts[at];
    this.#counts[at] = Math.min(count + 1, this.#limit);
    return count;
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return learned(this.#counts, 16, [0, this.#limit]);
  }
}
