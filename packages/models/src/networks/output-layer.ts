/**
 * The output layer of a token network: four logits from the hidden units, and their errors.
 *
 * Weights are learned in Q24 (`masters`) and used in Q12 (`views`).
 * Arithmetic: docs/format/model.md, "Token network".
 */
import { clamp, expNegative, type Base } from '@pmklc/core';
import { saturate16 } from '../history/integers.ts';
import type { Random } from '../random.ts';

/** Weights stay in [-4, 4], less what does not fit a view: |master| <= LIMIT, Q24. */
const LIMIT = (4 << 24) - (1 << 12);
/** Factor of a random 16-bit number that makes a first weight: up to 0.15. */
const FIRST_SCALE = 77;
const LONGEST_DISTANCE = 32767;

/** State of an output layer: what it has learned. */
export class OutputWeights {
  readonly width: number;
  /** [base][unit], Q24, at most `LIMIT`. */
  readonly masters: Int32Array;
  /** [base][unit], Q12, at most 16383. */
  readonly views: Int16Array;
  /** Biases, Q24, at most `LIMIT`: the first lane's. They are true nearby only (one for 8 lanes: HePy 0.08 % larger). */
  readonly biases = new Int32Array(4);

  /** @param random gives the first weights */
  constructor(width: number, random: Random) {
    this.width = width;
    this.masters = Int32Array.from({ length: 4 * width }, () => random.next() * FIRST_SCALE);
    this.views = new Int16Array(4 * width);
    this.narrow();
  }

  /** Makes the views anew from the masters. */
  narrow(): void {
    for (let i = 0; i < this.masters.length; i++) this.views[i] = this.masters[i] >> 12;
  }
}

/** Four logits from the units of a hidden layer, for one sequence. */
export class OutputLayer {
  readonly weights: OutputWeights;
  readonly #biases: Int32Array;
  /** Q10: |sum of views * units| is at most 64 * 16383 * 2047 < 2^31, so they stay under 2^19. */
  readonly logits = new Int32Array(4);
  /** Target less prediction, Q15 in [-32767, 32767]. */
  readonly errors = new Int32Array(4);
  /** exp of each logit, relative to the largest, Q16. */
  readonly #powers = new Int32Array(4);
  /** Gradient of the activation of each unit, 16 bits with sign. */
  readonly gradients: Int32Array;

  /** @param biases those of the lane */
  constructor(weights: OutputWeights, biases = weights.biases) {
    this.weights = weights;
    this.#biases = biases;
    this.gradients = new Int32Array(weights.width);
  }

  /** Fills `logits`. */
  forward(units: Int16Array): void {
    const { width, views } = this.weights;
    const biases = this.#biases;
    for (let base = 0; base < 4; base++) {
      let sum = 0;
      const row = base * width;
      for (let unit = 0; unit < width; unit++) sum += Math.imul(views[row + unit], units[unit]);
      this.logits[base] = (sum >> 13) + (biases[base] >> 14);
    }
  }

  /** Fills `errors`: those of the layer's own softmax, if `base` is what came. */
  measure(base: Base): void {
    const { errors, logits } = this;
    const powers = this.#powers;
    const top = Math.max(logits[0], logits[1], logits[2], logits[3]);
    let sum = 0;
    for (let b = 0; b < 4; b++) {
      powers[b] = expNegative(Math.min(top - logits[b], LONGEST_DISTANCE));
      sum += powers[b];
    }
    // At most 32769, since the likeliest has the power 65534: the products stay under 2^31.
    const scale = Math.floor(0x80000000 / sum);
    for (let b = 0; b < 4; b++) errors[b] = -((powers[b] * scale) >> 16);
    errors[base] = Math.min(errors[base] + 32768, 32767);
  }

  /** Fills `gradients` from `errors`. */
  backward(): void {
    const { width, views } = this.weights;
    const { gradients } = this;
    const [e0, e1, e2, e3] = this.errors;
    for (let unit = 0; unit < width; unit++) {
      // The errors add up to at most 2 * 32767 in size, and a view to 16383: the sum is under 2^30.
      const sum =
        Math.imul(views[unit], e0) +
        Math.imul(views[unit + width], e1) +
        Math.imul(views[unit + 2 * width], e2) +
        Math.imul(views[unit + 3 * width], e3);
      gradients[unit] = saturate16(sum >> 13);
    }
  }

  /** Moves the weights along the gradient; `rate`: Q16, at most 1000. */
  learn(units: Int16Array, rate: number): void {
    const { width, masters, views } = this.weights;
    const biases = this.#biases;
    for (let base = 0; base < 4; base++) {
      // |error * rate| <= 32767 * 1000 < 2^25, so a step has 15 bits and its sign.
      const change = this.errors[base] * rate;
      const step = change >> 10;
      const row = base * width;
      for (let i = 0; i < width; i++) {
        const master = clamp(masters[row + i] + (Math.imul(units[i], step) >> 8), LIMIT);
        masters[row + i] = master;
        views[row + i] = master >> 12;
      }
      biases[base] = clamp(biases[base] + (change >> 7), LIMIT);
    }
  }
}
