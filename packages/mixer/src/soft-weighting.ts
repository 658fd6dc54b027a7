/**
 * Soft weighting, the published mixing of PMKLC (arXiv 2507.12805): the probabilities of the
 * models, weighted by how well each did lately. Works for any predictors; learns no weights.
 *
 * A weight is exp(-recent cost), the softmax of what the models' predictions would have cost, with
 * a memory of about 32 bases.
 */
import {
  expNegative,
  FREQ_BITS,
  ln16,
  type Base,
  type Frequencies,
  type Predictor,
} from '@pmklc/core';

const TOTAL = 1 << FREQ_BITS;
/** A cost loses 1/32 of itself a base. */
const MEMORY_SHIFT = 5;
const LONGEST_DISTANCE = 32767;

/** One predictor out of several. */
export class SoftWeighting implements Predictor {
  readonly #predictors: readonly Predictor[];
  readonly #frequencies: readonly Frequencies[];
  /** Recent cost by predictor, in nats, Q10 in 0..2^19. */
  readonly #costs: Int32Array;
  readonly #weights: Int32Array;

  /** @throws RangeError when there is no predictor, or more than 64 */
  constructor(predictors: readonly Predictor[]) {
    if (predictors.length < 1 || predictors.length > 64) {
      throw new RangeError(`1..64 predictors can be mixed, got ${predictors.length}`);
    }
    this.#predictors = predictors;
    this.#frequencies = predictors.map(() => new Uint32Array(4));
    this.#costs = new Int32Array(predictors.length);
    this.#weights = new Int32Array(predictors.length);
  }

  predict(out: Frequencies): void {
    this.#predictors.forEach((predictor, i) => predictor.predict(this.#frequencies[i]));
    const sum = this.#weigh();
    let rest = TOTAL;
    let likeliest = 0;
    for (let b = 0; b < 4; b++) {
      let p = 0;
      // 64 * 65534 * 65536 < 2^38: exact in a double.
      for (let i = 0; i < this.#weights.length; i++)
        p += this.#weights[i] * this.#frequencies[i][b];
      out[b] = 1 + Math.floor((Math.floor(p / sum) * (TOTAL - 4)) / TOTAL);
      rest -= out[b];
      if (out[b] > out[likeliest]) likeliest = b;
    }
    out[likeliest] += rest;
  }

  update(base: Base): void {
    this.#predictors.forEach((predictor, i) => {
      const cost = -ln16(Math.min(this.#frequencies[i][base], TOTAL - 1));
      this.#costs[i] += cost - (this.#costs[i] >> MEMORY_SHIFT);
      predictor.update(base);
    });
  }

  /** Fills the weights, Q16, the best one 65534; returns their sum. */
  #weigh(): number {
    const costs = this.#costs;
    let best = costs[0];
    for (let i = 1; i < costs.length; i++) best = Math.min(best, costs[i]);
    let sum = 0;
    for (let i = 0; i < costs.length; i++) {
      this.#weights[i] = expNegative(Math.min(costs[i] - best, LONGEST_DISTANCE));
      sum += this.#weights[i];
    }
    return sum;
  }
}
