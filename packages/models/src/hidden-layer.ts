/**
 * The hidden layer of a token network: a unit's input is the sum of the weights that the tokens
 * select, one row each, and of its bias. Additions only.
 *
 * Weights are 16-bit (Q12) and sums saturate at each addition, so their order matters: the bias
 * first, then the rows as listed. A row is added with no rounding: each unit's step is rounded
 * once, and what that drops goes into its next step. Arithmetic: docs/format-model.md, "Token network".
 */
import { multiplyQ15, saturate16 } from './integers.ts';

/** Units that are summed at once, so that their sums stay in registers; widths are multiples of it. */
const LANES = 8;
/** Sums beyond +-4 have the activation of +-4, Q12. */
const INPUT_LIMIT = 16384;
const HIGHEST = 2047;

/** Rows of weights, and the units that they feed. */
export class HiddenLayer {
  readonly width: number;
  /** All rows, one after the other; Q12, 16 bits with sign. */
  readonly weights: Int16Array;
  readonly bias: Int16Array;
  /** Activations, Q11 in 0..2047. */
  readonly units: Int16Array;
  /** Slopes of the activation, Q14 in 0..8192. */
  readonly slopes: Int16Array;
  /** What rounding dropped from the last step of each unit, 0..65535. */
  readonly residuals: Int32Array;
  readonly #sums: Int32Array;
  readonly #steps: Int32Array;

  /** @param width units, a multiple of 8 */
  constructor(width: number, rows: number) {
    this.width = width;
    this.weights = new Int16Array(width * rows);
    this.bias = new Int16Array(width);
    this.units = new Int16Array(width);
    this.slopes = new Int16Array(width);
    this.residuals = new Int32Array(width);
    this.#sums = new Int32Array(width);
    this.#steps = new Int32Array(width);
  }

  /** Fills `units` and `slopes`. `rows`: where each row in use starts among `weights`. */
  forward(rows: Int32Array): void {
    for (let unit = 0; unit < this.width; unit += LANES) this.#add(rows, unit);
    for (let unit = 0; unit < this.width; unit++) this.#activate(unit, this.#sums[unit]);
  }

  /**
   * Moves the rows in use and the bias along the gradient.
   * @param gradients by unit, of its activation, in Q14 and 16 bits with sign
   * @param rate Q14, 0..32767
   */
  learn(rows: Int32Array, gradients: Int32Array, rate: number): void {
    for (let unit = 0; unit < this.width; unit++) {
      // |slope * rate| < 2^13 * 2^15, so the step is at most 2^12.
      const step = multiplyQ15(gradients[unit], this.slopes[unit]) * rate + this.residuals[unit];
      this.residuals[unit] = step & 0xffff;
      this.#steps[unit] = step >> 16;
      this.bias[unit] = saturate16(this.bias[unit] + this.#steps[unit]);
    }
    for (let unit = 0; unit < this.width; unit += LANES) this.#move(rows, unit);
  }

  #add(rows: Int32Array, unit: number): void {
    const w = this.weights;
    const b = this.bias;
    let s0 = b[unit];
    let s1 = b[unit + 1];
    let s2 = b[unit + 2];
    let s3 = b[unit + 3];
    let s4 = b[unit + 4];
    let s5 = b[unit + 5];
    let s6 = b[unit + 6];
    let s7 = b[unit + 7];
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i] + unit;
      s0 = saturate16(s0 + w[at]);
      s1 = saturate16(s1 + w[at + 1]);
      s2 = saturate16(s2 + w[at + 2]);
      s3 = saturate16(s3 + w[at + 3]);
      s4 = saturate16(s4 + w[at + 4]);
      s5 = saturate16(s5 + w[at + 5]);
      s6 = saturate16(s6 + w[at + 6]);
      s7 = saturate16(s7 + w[at + 7]);
    }
    const sums = this.#sums;
    sums[unit] = s0;
    sums[unit + 1] = s1;
    sums[unit + 2] = s2;
    sums[unit + 3] = s3;
    sums[unit + 4] = s4;
    sums[unit + 5] = s5;
    sums[unit + 6] = s6;
    sums[unit + 7] = s7;
  }

  /** Quadratic sigmoid x (2 - |x|) of x = sum / 4, limited to [-1, 1]; its slope is 1 - |x|. */
  #activate(unit: number, sum: number): void {
    const x = Math.max(Math.min(sum, INPUT_LIMIT), -INPUT_LIMIT);
    const size = Math.abs(x);
    const u = multiplyQ15(x, 32767 - size);
    this.units[unit] = Math.min((u + 8192) >> 3, HIGHEST);
    this.slopes[unit] = (INPUT_LIMIT - size) >> 1;
  }

  #move(rows: Int32Array, unit: number): void {
    const w = this.weights;
    const steps = this.#steps;
    const d0 = steps[unit];
    const d1 = steps[unit + 1];
    const d2 = steps[unit + 2];
    const d3 = steps[unit + 3];
    const d4 = steps[unit + 4];
    const d5 = steps[unit + 5];
    const d6 = steps[unit + 6];
    const d7 = steps[unit + 7];
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i] + unit;
      w[at] = saturate16(w[at] + d0);
      w[at + 1] = saturate16(w[at + 1] + d1);
      w[at + 2] = saturate16(w[at + 2] + d2);
      w[at + 3] = saturate16(w[at + 3] + d3);
      w[at + 4] = saturate16(w[at + 4] + d4);
      w[at + 5] = saturate16(w[at + 5] + d5);
      w[at + 6] = saturate16(w[at + 6] + d6);
      w[at + 7] = saturate16(w[at + 7] + d7);
    }
  }
}
