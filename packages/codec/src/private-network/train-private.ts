/**
 * Training of private networks. Imported only when one is asked for: it takes TensorFlow.js.
 */
import { loadTensorFlow, trainPrivateNetwork } from '@pmklc/training';
import type { TrainPrivate } from './private-training.ts';

/**
 * With the best TensorFlow.js backend that is installed.
 * @throws DeviceError with what to install, when none is; the signal's reason when aborted
 */
export const trainPrivate: TrainPrivate = async (bases, { budgetSeconds, signal }) => {
  const { tf } = await loadTensorFlow();
  // Without this TensorFlow.js recommends other packages on standard error.
  tf.enableProdMode();
  const network = await trainPrivateNetwork(tf, bases, { budgetSeconds, signal });
  signal.throwIfAborted();
  return network;
};
