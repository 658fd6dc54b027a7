/**
 * A token network with weights that were trained beforehand and do not change.
 */
import type { BaseHistory } from '../history/base-history.ts';
import type { Expert } from '../expert.ts';
import { Random } from '../random.ts';
import { NetworkState } from './network-state.ts';
import { checkWeights, configOfShape, type NetworkWeights } from './network-weights.ts';
import { TokenNetwork } from './token-network.ts';

/** Predicts as a `TokenNetwork` does, and learns nothing. */
export class FrozenNetwork implements Expert {
  readonly #network: TokenNetwork;

  /** @throws RangeError for weights that `checkWeights` refuses */
  constructor(history: BaseHistory, weights: NetworkWeights) {
    checkWeights(weights);
    const state = new NetworkState(weights.shape, new Random());
    const { hidden, output } = state;
    hidden.rows.set(weights.rows);
    hidden.bias.set(weights.bias);
    output.views.set(weights.outputs);
    output.masters.set(Int32Array.from(weights.outputs, (view) => view << 12));
    output.biases.set(Int32Array.from(weights.outputBiases, (bias) => bias << 14));
    this.#network = new TokenNetwork(history, configOfShape(weights.shape), state);
  }

  get logits(): Int32Array {
    return this.#network.logits;
  }

  get confidence(): number {
    return this.#network.confidence;
  }

  predict(): void {
    this.#network.predict();
  }

  /** Learns nothing: the weights are what they are. */
  learn(): void {}
}
