import { configForLevel, DynamicModel, EXPERT_KINDS } from '@pmklc/models';
import { BaseHistory, ContextModel, ContextState } from '@pmklc/models';

const bases = Array.from({ length: 200 }, (_, i) => (i & 3) as 0 | 1 | 2 | 3); // ACGT ACGT ...
const model = new DynamicModel(configForLevel(1, bases.length)); // a Predictor: a coder takes it
const frequencies = new Uint32Array(4); // of A, C, G, T; they sum to 2^16
for (const base of bases) {
  model.predict(frequencies);
  model.update(base);
}
model.predict(frequencies);
console.log(frequencies[0]! > 0.99 * 2 ** 16); // true: after ACGT comes A

console.log(EXPERT_KINDS.map(({ name }) => name).join()); // contexts,frames,copies,networks,translated

const history = new BaseHistory();
const expert = new ContextModel(history, new ContextState(3)); // one expert: logits for a mixer
for (const base of bases) {
  expert.predict();
  history.append(base);
  expert.learn(base);
}
expert.predict();
console.log(expert.logits[0]! > expert.logits[1]!); // true
