/** Inputs that reached something new, from which the next ones are made. */
export class Corpus {
  #inputs = [];

  get size() {
    return this.#inputs.length;
  }

  add(input) {
    this.#inputs.push(input);
  }

  /** Picks an input; half of the time one of the newest, which were tried least. */
  pick(random) {
    const newest = Math.min(this.size, 20);
    const from = random(2) === 0 ? this.size - newest : 0;
    return this.#inputs[from + random(this.size - from)];
  }
}
