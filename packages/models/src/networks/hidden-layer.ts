/**
 * The hidden layer of a token network: a unit's input is the sum of the weights that the tokens
 * select, one row each, and of its bias. Additions only.
 *
 * Weights are 16-bit (Q12) and sums saturate at each addition, so their order matters: the bias
 * first, then the rows as listed. A row is added with no rounding: each unit's step is rounded
 * once, and what that drops goes into its next step. Arithmetic: docs/format/model.md, "Token network".
 */
import { multiplyQ15, saturate16 } from '../history/integers.ts';

/** Units that are summed at once, so that their sums stay in registers; widths are multiples of it. */
const LANES = 4;
/** Makes a number of 16 bits with sign one of 0..65535. */
const OFFSET = 32768;
/** Sums beyond +-4 have the activation of +-4, Q12. */
const INPUT_LIMIT = 16384;
const HIGHEST = 2047;

/** State of a hidden layer: what it has learned. */
export class HiddenWeights {
  /** Units. */
  readonly width: number;
  /** All rows, one after the other; Q12, 16 bits with sign. */
  readonly rows: Int16Array;
  readonly bias: Int16Array;
  /** Residuals, what rounding dropped from the last step of each unit, 0..65535: the first lane's. Each lane has its own. */
  readonly residuals: Int32Array;

  /** @param width units, a multiple of 4 */
  constructor(width: number, rows: number) {
    this.width = width;
    this.rows = new Int16Array(width * rows);
    this.bias = new Int16Array(width);
    this.residuals = new Int32Array(width);
  }
}

/** The units that rows of weights feed, for one sequence. */
export class HiddenLayer {
  readonly weights: HiddenWeights;
  /** Activations, Q11 in 0..2047. */
  readonly units: Int16Array;
  /** Slopes of the activation, Q14 in 0..8192. */
  readonly slopes: Int16Array;
  readonly #residuals: Int32Array;
  readonly #sums: Int32Array;
  readonly #steps: Int16Array;
  /** The units: those that a step moves first, so that the others need no work. */
  readonly #order: Int32Array;

  /** @param residuals those of the lane */
  constructor(weights: HiddenWeights, residuals = weights.residuals) {
    const { width } = weights;
    this.weights = weights;
    this.#residuals = residuals;
    this.units = new Int16Array(width);
    this.slopes = new Int16Array(width);
    this.#sums = new Int32Array(width);
    this.#steps = new Int16Array(width);
    this.#order = new Int32Array(width);
  }

  /** Fills `units` and `slopes`. `rows`: where each row in use starts among those of the weights. */
  forward(rows: Int32Array): void {
    const { width } = this.weights;
    for (let unit = 0; unit < width; unit += LANES) this.#add(rows, unit);
    for (let unit = 0; unit < width; unit++) this.#activate(unit, this.#sums[unit]);
  }

  /**
   * Moves the rows in use and the bias along the gradient.
   * @param gradients by unit, of its activation, in Q14 and 16 bits with sign
   * @param rate Q14, 0..32767
   */
  learn(rows: Int32Array, gradients: Int32Array, rate: number): void {
    const { width, bias } = this.weights;
    const { slopes } = this;
    const residuals = this.#residuals;
    const steps = this.#steps;
    const order = this.#order;
    let moving = 0;
    let resting = width;
    for (let unit = 0; unit < width; unit++) {
      // |slope * rate| < 2^13 * 2^15, so a step has at most 13 bits and its sign.
      const step = Math.imul(multiplyQ15(gradients[unit], slopes[unit]), rate) + residuals[unit];
      const whole = step >> 16;
      residuals[unit] = step & 0xffff;
      steps[unit] = whole;
      bias[unit] = saturate16(bias[unit] + whole);
      if (whole === 0) order[--resting] = unit;
      else order[moving++] = unit;
    }
    for (let at = 0; at < moving; at += LANES) this.#move(rows, at);
  }

  /** Sums the inputs of LANES units. With `| 0` no sum is checked for leaving 32 bits: a third less time. */
  #add(rows: Int32Array, unit: number): void {
    const { rows: weights, bias } = this.weights;
    const sums = this.#sums;
    // With OFFSET, a sum of 16 bits with sign is one without: what they unite to shows whether one is not.
    let s0 = (bias[unit] + OFFSET) | 0;
    let s1 = (bias[unit + 1] + OFFSET) | 0;
    let s2 = (bias[unit + 2] + OFFSET) | 0;
    let s3 = (bias[unit + 3] + OFFSET) | 0;
    for (let i = 0; i < rows.length; i++) {
      const at = (rows[i] + unit) | 0;
      s0 = (s0 + weights[at]) | 0;
      s1 = (s1 + weights[(at + 1) | 0]) | 0;
      s2 = (s2 + weights[(at + 2) | 0]) | 0;
      s3 = (s3 + weights[(at + 3) | 0]) | 0;
      if (exceeds16(s0 | s1 | s2 | s3)) {
        s0 = limitOffset(s0);
        s1 = limitOffset(s1);
        s2 = limitOffset(s2);
        s3 = limitOffset(s3);
      }
    }
    sums[unit] = s0 - OFFSET;
    sums[unit + 1] = s1 - OFFSET;
    sums[unit + 2] = s2 - OFFSET;
    sums[unit + 3] = s3 - OFFSET;
  }

  /** Quadratic sigmoid x (2 - |x|) of x = sum / 4, limited to [-1, 1]; its slope is 1 - |x|. */
  #activate(unit: number, sum: number): void {
    const x = Math.max(Math.min(sum, INPUT_LIMIT), -INPUT_LIMIT);
    const size = Math.abs(x);
    const u = multiplyQ15(x, 32767 - size);
    this.units[unit] = Math.min((u + 8192) >> 3, HIGHEST);
    this.slopes[unit] = (INPUT_LIMIT - size) >> 1;
  }

  /** Adds the steps of LANES units to all rows in use: those from `first` on in `#order`. */
  #move(rows: Int32Array, first: number): void {
    const w = this.weights.rows;
    const order = this.#order;
    const unit0 = order[first];
    const unit1 = order[first + 1];
    const unit2 = order[first + 2];
    const unit3 = order[first + 3];
    const step0 = this.#steps[unit0];
    const step1 = this.#steps[unit1];
    const step2 = this.#steps[unit2];
    const step3 = this.#steps[unit3];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const at0 = (row + unit0) | 0;
      const at1 = (row + unit1) | 0;
      const at2 = (row + unit2) | 0;
      const at3 = (row + unit3) | 0;
      let w0 = (w[at0] + step0) | 0;
      let w1 = (w[at1] + step1) | 0;
      let w2 = (w[at2] + step2) | 0;
      let w3 = (w[at3] + step3) | 0;
      if (exceeds16((w0 + OFFSET) | (w1 + OFFSET) | (w2 + OFFSET) | (w3 + OFFSET))) {
        w0 = saturate16(w0);
        w1 = saturate16(w1);
        w2 = saturate16(w2);
        w3 = saturate16(w3);
      }
      w[at0] = w0;
      w[at1] = w1;
      w[at2] = w2;
      w[at3] = w3;
    }
  }
}

/** A number with OFFSET, limited to 16 bits without sign. */
function limitOffset(x: number): number {
  return x > 65535 ? 65535 : x < 0 ? 0 : x;
}

/** Whether one of the numbers whose sums with OFFSET `seen` unites is not of 16 bits. */
function exceeds16(seen: number): boolean {
  return seen >>> 16 !== 0;
}
