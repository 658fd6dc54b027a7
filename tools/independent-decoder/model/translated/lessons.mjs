/** Numbers of lessons, up to a limit: docs/format/model.md, "Codon substitution". */
export class Lessons {
  counts;
  #limit;

  constructor(size, limit) {
    this.counts = new Uint16Array(size);
    this.#limit = limit;
  }

  /** The number of lessons so far; from now on one more. */
  take(at) {
    const count = this.counts[at];
    this.counts[at] = Math.min(count + 1, this.#limit);
    return count;
  }
}
