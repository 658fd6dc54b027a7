/**
 * What trains private networks, seen from where one is needed.
 */
import { packWeights } from './private-network.ts';

/** What a private network is trained with. */
export interface PrivateTraining {
  /** Seconds for each partition. */
  readonly budgetSeconds: number;
  readonly signal: AbortSignal;
}

/** Trains a network on bases 0..3; `trainPrivateNetwork` of `@pmklc/models/training` gives what it is to give. */
export type TrainPrivate = (
  bases: Uint8Array,
  training: PrivateTraining,
) => Promise<{
  /** As `encodeWeights` of `@pmklc/models` writes them. */
  readonly bytes: Uint8Array;
}>;

/** Fewer bases are too few to learn from. */
const LEAST_BASES = 2 ** 14;

/**
 * Packed weights; undefined where there is too little to learn from.
 * @throws whatever training throws; by default a DeviceError with what to install, when there is no TensorFlow.js
 */
export async function trainOn(
  bases: Uint8Array,
  training: PrivateTraining,
  train: TrainPrivate = trainHere,
): Promise<Uint8Array | undefined> {
  if (bases.length < LEAST_BASES) return undefined;
  return packWeights((await train(bases, training)).bytes);
}

const trainHere: TrainPrivate = async (bases, training) => {
  const { trainPrivate } = await import('./train-private.ts');
  return trainPrivate(bases, training);
};
