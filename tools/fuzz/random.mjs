/** Pseudo-random integers, the same for the same seed (xorshift32). */
export class Random {
  #x;

  constructor(seed) {
    this.#x = seed | 0 || 1;
  }

  /** 0 .. limit-1 */
  below(limit) {
    this.#x ^= this.#x << 13;
    this.#x ^= this.#x >>> 17;
    this.#x ^= this.#x << 5;
    return (this.#x >>> 0) % limit;
  }

  pick(items) {
    return items[this.below(items.length)];
  }
}
