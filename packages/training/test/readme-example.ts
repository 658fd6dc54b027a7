import { decodeWeights, encodeWeights } from '@pmklc/models';
import { loadTensorFlow, quantise, trainNetwork } from '@pmklc/training';

const { tf } = await loadTensorFlow({ backend: 'cpu' }); // without it, the first that runs
const bases = Uint8Array.from({ length: 5000 }, (_, i) => (i * i + i) & 3); // 0..3: A C G T
const shape = { hidden: 16, views: [{ stride: 2, k: 2, count: 8 }] };
const { weights, bitsPerBase } = await trainNetwork(tf, bases, {
  shape,
  steps: 20, // 2,000 by default
  batch: 64,
  learningRate: 0.02,
  seed: 1,
});
console.log(bitsPerBase < 1.9); // true: it has begun to learn

const file = encodeWeights(quantise(shape, weights)); // integers
console.log(decodeWeights(file).shape.hidden); // 16
