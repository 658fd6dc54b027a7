/**
 * The generator of the networks' first weights: a linear congruential generator (Numerical Recipes).
 */

/** Always the same numbers. */
export class Random {
  #state = 1;

  /** An integer in [-32768, 32768). */
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return (this.#state >>> 16) - 32768;
  }
}
