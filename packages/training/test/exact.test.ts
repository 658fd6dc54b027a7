import { FrozenNetwork, BaseHistory, type NetworkShape } from '@pmklc/models';
import { EXACT_BOUND, ExactNetwork } from '@pmklc/training';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { frozenLogits } from './support.ts';
import { randomBases, randomWeights, SHAPE, tokensAt } from '@pmklc/testing';

tf.env().set('IS_TEST', true); // no advice to install another backend

const WIDEST: NetworkShape = { hidden: 64, views: [{ stride: 1, k: 2, count: 256 }] };

describe.each(['cpu', 'wasm'])('a static network on the TensorFlow.js backend %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  // [what, shape, share of the weights that are at the ends of their ranges]
  test.each([
    ['any weights', SHAPE, 0],
    ['weights at the ends of their ranges', SHAPE, 1],
    ['the widest network', WIDEST, 0.1],
    ['the widest network at the ends', WIDEST, 1],
  ] as const)('equals the reference with %s', async (_, shape, share) => {
    const bases = randomBases(100);
    for (let seed = 1; seed <= 3; seed++) {
      const weights = randomWeights(shape, seed, share);
      const network = new ExactNetwork(tf, weights);
      expect(await network.logits(tokensAt(shape, bases))).toEqual(frozenLogits(weights, bases));
      network.dispose();
    }
  });

  test('equals the reference where the output layer sums up to its limit', async () => {
    const bases = randomBases(50);
    for (const size of [16383, -16383]) {
      const weights = randomWeights(WIDEST, 1, 1);
      weights.rows.fill(32767);
      weights.outputs.fill(size);
      const network = new ExactNetwork(tf, weights);
      const logits = await network.logits(tokensAt(WIDEST, bases));
      expect(logits).toEqual(frozenLogits(weights, bases));
      expect(Math.abs(logits[0])).toBeGreaterThan(64 * 16383 * 0.24);
      network.dispose();
    }
  });

  test('leaves nothing on the backend', async () => {
    const before = tf.memory().numTensors;
    const network = new ExactNetwork(tf, randomWeights(SHAPE, 1, 0));
    await network.logits(tokensAt(SHAPE, randomBases(10)));
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(Object.entries(EXACT_BOUND))('the sums of %s stay where float32 is exact', (_, bound) => {
  expect(bound).toBeLessThan(2 ** 24);
});

test('weights out of range are a bad call', () => {
  const weights = randomWeights(SHAPE, 1, 0);
  weights.outputs[3] = 16384;
  expect(() => new ExactNetwork(tf, weights)).toThrow(RangeError);
  expect(() => new FrozenNetwork(new BaseHistory(), weights)).toThrow(RangeError);
});
