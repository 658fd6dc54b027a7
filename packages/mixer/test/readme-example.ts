import { GatedMixer, MixerWeights, softmax } from '@pmklc/mixer';

const weights = new MixerWeights(2, [{ sets: 1, firstWeight: 200_000 }]); // two experts, one family
const mixer = new GatedMixer(weights);
const frequencies = new Uint32Array(4);
weights.rate = 200;
for (let i = 0; i < 2000; i++) {
  const base = i % 4;
  const right = Int32Array.from({ length: 4 }, (_, b) => (b === base ? 1500 : 0)); // Q10
  mixer.setInput(0, right, 0);
  mixer.setInput(1, [0, 0, 1500, 0], 0); // always says G
  mixer.mix();
  softmax(mixer.mixed, frequencies);
  const errors = frequencies.map((f, b) => ((b === base ? 65536 : 0) - f) >> 1);
  mixer.learn(Int32Array.from(errors));
}
console.log(frequencies[3] > 0.95 * 2 ** 16); // true: it has found out whom to trust
