/**
 * The parameters of a token network as plain arrays: to start from, to keep, to quantise.
 */
import {
  OUTPUT_BIAS_LIMIT,
  OUTPUT_LIMIT,
  tokensOf,
  type NetworkShape,
  type NetworkWeights,
} from '@pmklc/models';
import { PARAMETERS, type Parameters } from './float-network.ts';
import { SeededRandom } from './seeded-random.ts';
import type { Tensor, TensorFlow } from './tensor-flow.ts';

/** Arrays in the layout of `NetworkWeights`; 1 is 4096 there, of a bias of the outputs 1024. */
export type FloatWeights = Record<(typeof PARAMETERS)[number], Float32Array>;

/** Size of first weights, as of `TokenNetwork`: rows up to 1/16 in size, outputs up to 0.15. */
const FIRST_ROWS = 1 / 16;
const FIRST_OUTPUTS = 0.15;
const Q12 = 4096;
const Q10 = 1024;
const INT16_MAX = 32767;

/** Random weights to start from. */
export function firstWeights(shape: NetworkShape, seed: number): FloatWeights {
  const random = new SeededRandom(seed);
  return {
    rows: random.around(FIRST_ROWS, tokensOf(shape) * shape.hidden),
    bias: new Float32Array(shape.hidden),
    outputs: random.around(FIRST_OUTPUTS, 4 * shape.hidden),
    outputBiases: new Float32Array(4),
  };
}

/** The caller disposes of the tensors. */
export function toParameters(
  tf: TensorFlow,
  { hidden }: NetworkShape,
  { rows, bias, outputs, outputBiases }: FloatWeights,
): Parameters {
  // A backend may take the memory of an array over, so it gets copies.
  return {
    rows: tf.tensor2d(rows.slice(), [rows.length / hidden, hidden]),
    bias: tf.tensor1d(bias.slice()),
    outputs: tf.tensor2d(outputs.slice(), [4, hidden]),
    outputBiases: tf.tensor1d(outputBiases.slice()),
  };
}

/** Reads the tensors back. */
export async function toFloatWeights(parameters: Parameters): Promise<FloatWeights> {
  const read = async (tensor: Tensor) => Float32Array.from(await tensor.data());
  return {
    rows: await read(parameters.rows),
    bias: await read(parameters.bias),
    outputs: await read(parameters.outputs),
    outputBiases: await read(parameters.outputBiases),
  };
}

/** Rounds weights to the integers that the network computes with; what does not fit is limited. */
export function quantise(shape: NetworkShape, weights: FloatWeights): NetworkWeights {
  return {
    shape: { hidden: shape.hidden, views: shape.views },
    rows: rounded(weights.rows, Q12, INT16_MAX),
    bias: rounded(weights.bias, Q12, INT16_MAX),
    outputs: rounded(weights.outputs, Q12, OUTPUT_LIMIT),
    outputBiases: rounded(weights.outputBiases, Q10, OUTPUT_BIAS_LIMIT),
  };
}

/** The inverse of `quantise`: integer weights, such as a snapshot's, to go on training from. */
export function toFloat({ rows, bias, outputs, outputBiases }: NetworkWeights): FloatWeights {
  return {
    rows: Float32Array.from(rows, (x) => x / Q12),
    bias: Float32Array.from(bias, (x) => x / Q12),
    outputs: Float32Array.from(outputs, (x) => x / Q12),
    outputBiases: Float32Array.from(outputBiases, (x) => x / Q10),
  };
}

/** Rows as 8-bit numbers times a power of two: a quarter to a half of the bytes in an archive. */
export function narrowRows(weights: NetworkWeights): NetworkWeights {
  const largest = weights.rows.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  const shift = Math.max(Math.ceil(Math.log2((largest + 1) / 128)), 0);
  const limit = 127 << shift;
  const rows = weights.rows.map((x) => {
    const near = Math.round(x / 2 ** shift) * 2 ** shift;
    return Math.max(Math.min(near, limit), -limit);
  });
  return { ...weights, rows };
}

function rounded(values: Float32Array, one: number, limit: number): Int16Array {
  return Int16Array.from(values, (x) => Math.max(Math.min(Math.round(x * one), limit), -limit));
}
