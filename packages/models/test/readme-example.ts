import { BaseHistory, ContextModel, ContextState, OrderKPredictor } from '@pmklc/models';

const bases = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2] as const; // ACGT ACGT ACGT ACG
const predictor = new OrderKPredictor(3); // a Predictor: a coder takes it as it is
const history = new BaseHistory();
const expert = new ContextModel(history, new ContextState(3)); // an Expert: logits for a mixer
const frequencies = new Uint32Array(4);
for (const base of bases) {
  predictor.predict(frequencies);
  predictor.update(base);
  expert.predict();
  history.append(base);
  expert.learn(base);
}
predictor.predict(frequencies);
console.log(frequencies[3] > 0.6 * 2 ** 16); // true: after ACG comes T
