/**
 * The gated mixer: logits of the experts, weighted by the sum of the weight sets that contexts select.
 *
 * An expert's weight is the sum of one of each family of sets, and one that its own confidence
 * selects. All of them take the same step down the gradient of the coding cost.
 * Arithmetic: docs/format/model.md, "Mixer".
 */
import { clamp, INPUT_MAX } from '@pmklc/core';

/** A weight stays in [-4, 4], Q20. */
const WEIGHT_LIMIT = 4 << 20;
/** The sum of an expert's weights stays under 4, Q11. */
const SUM_LIMIT = 8191;
const CONFIDENCES = 16;

/** Weight sets of which one is in use at a time. */
export interface WeightFamily {
  readonly sets: number;
  /** Weight of every expert at first, Q20. */
  readonly firstWeight: number;
}

/** State of a mixer: the weights that it has learned, and how fast it learns. */
export class MixerWeights {
  readonly experts: number;
  /** Weights by family: [set][expert], Q20 in [-4, 4]. */
  readonly families: readonly Int32Array[];
  /** The weights that confidences select: [expert][confidence], Q20 in [-4, 4]. */
  readonly own: Int32Array;
  /** Learning rate, Q16 in 0..1020. */
  rate = 0;

  /** @param experts their number, at most 24 */
  constructor(experts: number, families: readonly WeightFamily[]) {
    this.experts = experts;
    this.families = families.map(({ sets, firstWeight }) =>
      new Int32Array(sets * experts).fill(firstWeight),
    );
    this.own = new Int32Array(experts * CONFIDENCES);
  }

  /** The families, then the own weights. */
  get state(): readonly ArrayBufferView[] {
    return [...this.families, this.own];
  }
}

/** Combines the logits of experts about one sequence; learns which to trust, and when. */
export class GatedMixer {
  readonly weights: MixerWeights;
  /** Four logits in Q10; filled by `mix`. */
  readonly mixed = new Int32Array(4);
  /** [base][expert], Q10 in [-INPUT_MAX, INPUT_MAX]. */
  readonly inputs: Int32Array;
  readonly #experts: number;
  /** Start of the set in use, by family; and, by expert, the own weight in use. */
  readonly #sets: Int32Array;
  readonly #own: Int32Array;

  constructor(weights: MixerWeights) {
    const { experts } = weights;
    this.weights = weights;
    this.#experts = experts;
    this.inputs = new Int32Array(4 * experts);
    this.#sets = new Int32Array(weights.families.length);
    this.#own = Int32Array.from({ length: experts }, (_, expert) => expert * CONFIDENCES);
  }

  /** Uses set `set` of a family from now on. */
  select(family: number, set: number): void {
    this.#sets[family] = set * this.#experts;
  }

  /**
   * Takes what an expert says: its logits less their mean, limited.
   * @param confidence 0..15, selects its own weight
   */
  setInput(expert: number, logits: ArrayLike<number>, confidence: number): void {
    const mean = (logits[0] + logits[1] + logits[2] + logits[3]) >> 2;
    for (let b = 0; b < 4; b++) {
      this.inputs[b * this.#experts + expert] = clamp(logits[b] - mean, INPUT_MAX);
    }
    this.#own[expert] = expert * CONFIDENCES + confidence;
  }

  /** The largest of an expert's four inputs. */
  peak(expert: number): number {
    const n = this.#experts;
    const x = this.inputs;
    return Math.max(x[expert], x[expert + n], x[expert + 2 * n], x[expert + 3 * n]);
  }

  /** Fills `mixed`. */
  mix(): void {
    const n = this.#experts;
    const x = this.inputs;
    let m0 = 0;
    let m1 = 0;
    let m2 = 0;
    let m3 = 0;
    for (let expert = 0; expert < n; expert++) {
      // |weight * input| < 2^26, and there are at most 24 of them.
      const weight = this.#weight(expert);
      m0 += weight * x[expert];
      m1 += weight * x[expert + n];
      m2 += weight * x[expert + 2 * n];
      m3 += weight * x[expert + 3 * n];
    }
    this.mixed[0] = m0 >> 11;
    this.mixed[1] = m1 >> 11;
    this.mixed[2] = m2 >> 11;
    this.mixed[3] = m3 >> 11;
  }

  /** Votes: what experts `first .. end - 1` add to the mixed logit of a base, Q10. */
  votes(first: number, end: number, base: number): number {
    let sum = 0;
    for (let expert = first; expert < end; expert++) {
      sum += this.#weight(expert) * this.inputs[base * this.#experts + expert];
    }
    return sum >> 11;
  }

  /**
   * Moves the weights in use along the gradient.
   * @param errors of the four bases: target less prediction, Q15 in [-32768, 32767]
   */
  learn(errors: Int32Array): void {
    const n = this.#experts;
    const x = this.inputs;
    const { families, own, rate } = this.weights;
    const [e0, e1, e2, e3] = errors;
    for (let expert = 0; expert < n; expert++) {
      // Errors add up to at most 2^16 in size, inputs have 13 bits: under 2^29.
      const gradient =
        x[expert] * e0 + x[expert + n] * e1 + x[expert + 2 * n] * e2 + x[expert + 3 * n] * e3;
      // Q25 to Q15, times the rate Q31, to Q20.
      const step = ((gradient >> 10) * rate) >> 11;
      move(own, this.#own[expert], step);
      for (let f = 0; f < families.length; f++) move(families[f], this.#sets[f] + expert, step);
    }
  }

  /** The sum of the weights that are selected for an expert, Q11, limited. */
  #weight(expert: number): number {
    const { families, own } = this.weights;
    let sum = own[this.#own[expert]];
    for (let f = 0; f < families.length; f++) sum += families[f][this.#sets[f] + expert];
    return clamp(sum >> 9, SUM_LIMIT);
  }
}

function move(weights: Int32Array, at: number, step: number): void {
  weights[at] = clamp(weights[at] + step, WEIGHT_LIMIT);
}
