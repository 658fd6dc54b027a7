/**
 * A static token network in TensorFlow.js operations, exactly: its logits equal those of `FrozenNetwork`
 * on every backend that has full float32.
 *
 * All numbers are integers, and every sum, in whatever order, stays under 2^24, where float32 is exact;
 * products that would not fit are taken in two halves of 7 bits. That holds for all weights that
 * `checkWeights` lets pass: `EXACT_BOUND` says how.
 */
import { checkWeights, type NetworkWeights } from '@pmklc/models';
import { tidied, type Tensor, type TensorFlow } from './tensor-flow.ts';

/** Splits a factor of 15 bits: x = 128 * high + low. */
const HALF = 128;
const INT16_MIN = -32768;
const INT16_MAX = 32767;
const INPUT_LIMIT = 16384;
const HIGHEST_UNIT = 2047;

/** The largest sums that occur, whatever the weights: proofs beside the code, a test at the limits. */
export const EXACT_BOUND = {
  /** A sum of rows, before it is limited to 16 bits again. */
  rows: 2 * 32768,
  /** Half of the product of the activation: at most 128 * 32767, and what the low half carries. */
  activation: 128 * 32767 + ((127 * 32767 + 2 ** 14) >> 7),
  /** High half of the output layer's sum: 64 units of 2047 times at most 128 in size. */
  logits: 64 * 2047 * 128,
} as const;

/** Evaluates a static network at many positions at once. */
export class ExactNetwork {
  readonly #tf: TensorFlow;
  readonly #rows: Tensor;
  readonly #bias: Tensor;
  readonly #high: Tensor;
  readonly #low: Tensor;
  readonly #outputBiases: Tensor;

  /** @throws RangeError for weights that `checkWeights` refuses */
  constructor(tf: TensorFlow, weights: NetworkWeights) {
    checkWeights(weights);
    const { hidden } = weights.shape;
    this.#tf = tf;
    const rows = Float32Array.from(weights.rows);
    this.#rows = tf.tensor2d(rows, [rows.length / hidden, hidden]);
    this.#bias = tf.tensor1d(Float32Array.from(weights.bias));
    const high = Float32Array.from(weights.outputs, (x) => x >> 7);
    const low = Float32Array.from(weights.outputs, (x) => x & (HALF - 1));
    this.#high = tf.tensor2d(high, [4, hidden]);
    this.#low = tf.tensor2d(low, [4, hidden]);
    this.#outputBiases = tf.tensor1d(Float32Array.from(weights.outputBiases));
  }

  /**
   * The logits at each position, Q10.
   * @param tokens [row][position]: the number of the token among the tokens of all rows
   * @returns [position][base]
   */
  async logits(tokens: readonly Int32Array[]): Promise<Int32Array> {
    const tf = this.#tf;
    const logits = tidied(tf, () => this.#outputs(this.#units(this.#sums(tokens))));
    const values = Int32Array.from(await logits.data());
    logits.dispose();
    return values;
  }

  /** Frees its tensors. */
  dispose(): void {
    for (const tensor of [this.#rows, this.#bias, this.#high, this.#low, this.#outputBiases]) {
      tensor.dispose();
    }
  }

  /** Sums saturate at each addition, so rows are added one after the other. */
  #sums(tokens: readonly Int32Array[]): Tensor {
    const tf = this.#tf;
    const start = tf.add(tf.zeros([tokens[0].length, 1]), this.#bias);
    return tokens.reduce<Tensor>(
      (sums, row) =>
        tidied(tf, () => {
          const weights = tf.gather(this.#rows, tf.tensor1d(row, 'int32'));
          return tf.clipByValue(tf.add(sums, weights), INT16_MIN, INT16_MAX);
        }),
      start,
    );
  }

  /** u = min((x * (32767 - |x|) + 2^14) >> 15 + 8192) >> 3, 2047), where the product has up to 28 bits. */
  #units(sums: Tensor): Tensor {
    const tf = this.#tf;
    const x = tf.clipByValue(sums, -INPUT_LIMIT, INPUT_LIMIT);
    const factor = tf.sub(INT16_MAX, tf.abs(x));
    const [high, low] = this.#halves(x);
    // (128 a y + b y + 2^14) >> 15 = (a y + ((b y + 2^14) >> 7)) >> 8.
    const carry = this.#shift(tf.add(tf.mul(low, factor), 2 ** 14), 7);
    const u = this.#shift(tf.add(tf.mul(high, factor), carry), 8);
    return tf.minimum(this.#shift(tf.add(u, 8192), 3), HIGHEST_UNIT);
  }

  /** logit = (sum of weights * units) >> 13 + bias, where the sum has up to 31 bits. */
  #outputs(units: Tensor): Tensor {
    const tf = this.#tf;
    const high = tf.matMul(units, this.#high, false, true);
    const low = tf.matMul(units, this.#low, false, true);
    // (128 h + l) >> 13 = (h + (l >> 7)) >> 6.
    const sum = this.#shift(tf.add(high, this.#shift(low, 7)), 6);
    return tf.add(sum, this.#outputBiases);
  }

  #halves(x: Tensor): [Tensor, Tensor] {
    const high = this.#shift(x, 7);
    return [high, this.#tf.sub(x, this.#tf.mul(high, HALF))];
  }

  /** x >> bits: a product with a power of two is exact, and `floor` is what >> does. */
  #shift(x: Tensor, bits: number): Tensor {
    return this.#tf.floor(this.#tf.mul(x, 2 ** -bits));
  }
}
