/**
 * A static token network as a `Predictor`, which the engine takes as one more expert.
 */
import { softmax } from '@pmklc/mixer';
import { BaseHistory, FrozenNetwork } from '@pmklc/models';

export class ExpertPredictor {
  #history = new BaseHistory();
  #network;

  constructor(weights) {
    this.#network = new FrozenNetwork(this.#history, weights);
  }

  predict(out) {
    this.#network.predict();
    softmax(this.#network.logits, out);
  }

  update(base) {
    this.#history.append(base);
  }
}
