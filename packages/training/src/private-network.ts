/**
 * The private model (SPrM): a small token network that is trained on the very sequence to be packed, and
 * stored with it. Its bytes count, so it is small and its rows have 8 bits.
 */
import { checkBytes } from '@pmklc/core';
import { encodeWeights, type NetworkShape, type NetworkWeights } from '@pmklc/models';
import { narrowRows, quantise } from './float-weights.ts';
import type { TensorFlow } from './tensor-flow.ts';
import { trainNetwork, type TrainingOptions, type TrainingResult } from './train-network.ts';

/** 16 units over 48 bases: 32 KiB before compression. */
const LARGE_SHAPE: NetworkShape = {
  hidden: 16,
  views: [
    { stride: 1, k: 4, count: 4 },
    { stride: 3, k: 3, count: 16 },
  ],
};
/** Shape of a network of 6 KiB, for what cannot pay for more. */
const SMALL_SHAPE: NetworkShape = { hidden: 16, views: [{ stride: 2, k: 2, count: 24 }] };
/** Bases that pay for a large one: of 10 million bases it saves 0.04 %, the small one 0.02 %. */
const MANY_BASES = 2 ** 26;

/** The shape for so many bases. */
export function privateShape(bases: number): NetworkShape {
  return bases < MANY_BASES ? SMALL_SHAPE : LARGE_SHAPE;
}

/** Larger inputs are sampled: this many bases, in pieces spread over the whole. */
const SAMPLE_BASES = 2 ** 24;
const SAMPLE_PIECES = 16;
/** Never reached: time ends the training. */
const MAX_STEPS = 1_000_000;

/** Options of training a network of one file's own. */
export interface PrivateOptions extends Pick<
  TrainingOptions,
  'seed' | 'signal' | 'onProgress' | 'batch' | 'learningRate'
> {
  /** Seconds of training, all in all. Default 60. */
  readonly budgetSeconds?: number;
  /** Default `privateShape` of the bases. */
  readonly shape?: NetworkShape;
}

/** A private network and how its training went. */
export interface PrivateNetwork extends Pick<TrainingResult, 'bitsPerBase' | 'curve' | 'stopped'> {
  /** Ready to be used by `FrozenNetwork`. */
  readonly weights: NetworkWeights;
  /** `weights` as `encodeWeights` writes them; compress them before they are stored. */
  readonly bytes: Uint8Array;
}

/**
 * Trains a network on bases 0..3 for a limited time.
 *
 * @param tf its backend set, as by `loadTensorFlow`
 * @throws RangeError for fewer than `MIN_TRAINING_BASES` bases, or others
 */
export async function trainPrivateNetwork(
  tf: TensorFlow,
  bases: Uint8Array,
  options: PrivateOptions = {},
): Promise<PrivateNetwork> {
  checkBytes('bases', bases);
  const { shape = privateShape(bases.length), budgetSeconds = 60 } = options;
  const { weights, ...run } = await trainNetwork(tf, sampleOf(bases), {
    ...options,
    shape,
    budgetSeconds,
    steps: MAX_STEPS,
  });
  const narrow = narrowRows(quantise(shape, weights));
  return { ...run, weights: narrow, bytes: encodeWeights(narrow) };
}

/** All bases, or `SAMPLE_BASES` of them. */
function sampleOf(bases: Uint8Array): Uint8Array {
  if (bases.length <= SAMPLE_BASES) return bases;
  const sample = new Uint8Array(SAMPLE_BASES);
  const piece = SAMPLE_BASES / SAMPLE_PIECES;
  for (let i = 0; i < SAMPLE_PIECES; i++) {
    const from = Math.floor((i * (bases.length - piece)) / (SAMPLE_PIECES - 1));
    sample.set(bases.subarray(from, from + piece), i * piece);
  }
  return sample;
}
