/** Forecasts of a trained network once it is frozen. */
import { BaseHistory, FrozenNetwork, type NetworkWeights } from '@pmklc/models';
import { logitsAt } from '@pmklc/testing';

/** Logits at each position: [position][base]. */
export function frozenLogits(weights: NetworkWeights, bases: Uint8Array): Int32Array {
  const history = new BaseHistory();
  return logitsAt(new FrozenNetwork(history, weights), history, bases);
}
