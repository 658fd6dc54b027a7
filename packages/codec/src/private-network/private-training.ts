/**
 * Training of private networks: by the caller's function, or by `@pmklc/training`.
 */
import { packWeights } from './private-network.ts';

/** Settings with which a private network is trained. */
export interface PrivateTraining {
  /** Seconds for each partition. */
  readonly budgetSeconds: number;
  readonly signal: AbortSignal;
}

/** A network, as `trainPrivateNetwork` of `@pmklc/training` gives it. */
export interface TrainedNetwork {
  /** Weights as `encodeWeights` of `@pmklc/models` writes them. */
  readonly bytes: Uint8Array;
  /** Bits that a base costs with this network alone, on bases that it has not learned. */
  readonly bitsPerBase: number;
}

/** Trains a network on bases 0..3. */
export type TrainPrivate = (
  bases: Uint8Array,
  training: PrivateTraining,
) => Promise<TrainedNetwork>;

/** Result of the training for a partition. */
export interface TrainingReport {
  /** Bytes of the weights in the archive. */
  readonly storedBytes: number;
  readonly bitsPerBase: number;
}

/** Fewer bases are too few to learn from. */
const LEAST_BASES = 2 ** 14;

/**
 * Packed weights; undefined where there is too little to learn from.
 * @throws whatever training throws; by default a DeviceError with what to install, when there is no TensorFlow.js
 */
export async function trainOn(
  bases: Uint8Array,
  training: PrivateTraining,
  { train = trainHere, onTrained }: TrainingOptions,
): Promise<Uint8Array | undefined> {
  if (bases.length < LEAST_BASES) return undefined;
  const { bytes, bitsPerBase } = await train(bases, training);
  const packed = packWeights(bytes);
  onTrained?.({ storedBytes: packed.length, bitsPerBase });
  return packed;
}

interface TrainingOptions {
  readonly train?: TrainPrivate | undefined;
  readonly onTrained?: (report: TrainingReport) => void;
}

/**
 * With the best TensorFlow.js backend that is installed. The package is loaded only when a network is asked for.
 * @throws DeviceError with what to install, when none is; the signal's reason when aborted
 */
const trainHere: TrainPrivate = async (bases, { budgetSeconds, signal }) => {
  const { loadTensorFlow, trainPrivateNetwork } = await import('@pmklc/training');
  const { tf } = await loadTensorFlow();
  // Without this TensorFlow.js recommends other packages on standard error.
  tf.enableProdMode();
  const network = await trainPrivateNetwork(tf, bases, { budgetSeconds, signal });
  signal.throwIfAborted();
  return network;
};
