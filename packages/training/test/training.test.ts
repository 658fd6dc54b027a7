import { decodeWeights, FrozenNetwork, BaseHistory } from '@pmklc/models';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  narrowRows,
  quantise,
  toFloat,
  trainNetwork,
  trainPrivateNetwork,
  type Checkpoint,
  type TrainingProgress,
} from '@pmklc/training';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { frozenLogits } from './support.ts';
import { bitsPerBase, randomBases, randomWeights, SHAPE } from '@pmklc/testing';

tf.env().set('IS_TEST', true); // no advice to install another backend

/** Each base follows from the third before it, but for one in ten; 0.6 bits a base. */
function learnable(length: number): Uint8Array {
  const bases = randomBases(length);
  const noise = randomBases(length, 7);
  const more = randomBases(length, 9);
  for (let i = 3; i < length; i++) {
    if (noise[i] > 0 || more[i] > 1) bases[i] = (bases[i - 3] + 1) & 3;
  }
  return bases;
}

const BASES = learnable(20_000);
const OPTIONS = { shape: SHAPE, batch: 256, steps: 120, evaluateEvery: 40, learningRate: 0.02 };

describe.each(['cpu', 'wasm'])('training on the TensorFlow.js backend %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  test('finds what there is to learn, and the integer network knows it too', async () => {
    const {
      weights,
      bitsPerBase: trained,
      curve,
      stopped,
    } = await trainNetwork(tf, BASES, OPTIONS);
    expect(stopped).toBe('done');
    expect(curve.map(({ step }) => step)).toEqual([0, 40, 80, 120]);
    expect(curve[0].validation).toBeGreaterThan(1.95);
    expect(trained).toBeLessThan(1.4);
    const integer = quantise(SHAPE, weights);
    const cost = bitsPerBase(frozenLogits(integer, BASES), BASES);
    // Training reports the cost of the 1,000 bases that are held back: a standard error of 0.045 bits.
    expect(Math.abs(cost - trained)).toBeLessThan(0.15);
  });

  test('leaves nothing on the backend', async () => {
    const before = tf.memory().numTensors;
    await trainNetwork(tf, BASES, { ...OPTIONS, steps: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a run', () => {
  beforeEach(async () => {
    await tf.setBackend('cpu');
  });

  test('is the same for the same seed, and another for another', async () => {
    const run = (seed: number) => trainNetwork(tf, BASES, { ...OPTIONS, steps: 4, seed });
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    expect(again).toEqual(first);
    expect(other.weights.bias).not.toEqual(first.weights.bias);
  });

  test('goes on from a checkpoint as if it had not stopped', async () => {
    const checkpoints: Checkpoint[] = [];
    const options = { ...OPTIONS, steps: 8, evaluateEvery: 4 };
    const onCheckpoint = (checkpoint: Checkpoint) => void checkpoints.push(checkpoint);
    const whole = await trainNetwork(tf, BASES, { ...options, onCheckpoint });
    const resume = decodeCheckpoint(encodeCheckpoint(checkpoints[1]));
    expect(resume.step).toBe(4);
    const rest = await trainNetwork(tf, BASES, { ...options, resume });
    expect(rest.weights).toEqual(whole.weights);
    expect(rest.curve.at(-1)).toEqual(whole.curve.at(-1));
  });

  test('of another seed does not go on from a checkpoint', async () => {
    let resume: Checkpoint | undefined;
    const onCheckpoint = (checkpoint: Checkpoint) => void (resume = checkpoint);
    await trainNetwork(tf, BASES, { ...OPTIONS, steps: 1, onCheckpoint });
    await expect(trainNetwork(tf, BASES, { ...OPTIONS, seed: 2, resume })).rejects.toThrow(
      'the checkpoint has the seed 1, not 2',
    );
  });

  test('that is aborted gives what was best so far', async () => {
    const controller = new AbortController();
    const seen: TrainingProgress[] = [];
    const onProgress = (progress: TrainingProgress) => {
      seen.push(progress);
      if (progress.step === 10) controller.abort();
    };
    const { signal } = controller;
    const options = { ...OPTIONS, steps: 10_000, evaluateEvery: 5, onProgress, signal };
    const result = await trainNetwork(tf, BASES, options);
    expect(result.stopped).toBe('aborted');
    expect(seen.map(({ step }) => step)).toEqual([0, 5, 10]);
    expect(result.bitsPerBase).toBe(Math.min(...seen.map(({ validation }) => validation)));
  });

  test('ends with its budget', async () => {
    const options = { ...OPTIONS, steps: 1_000_000, budgetSeconds: 0.2 };
    expect(await trainNetwork(tf, BASES, options)).toMatchObject({ stopped: 'budget' });
  });

  test('may start from an integer network', async () => {
    const start = toFloat(randomWeights(SHAPE, 1, 0));
    const { weights } = await trainNetwork(tf, BASES, { ...OPTIONS, steps: 0, start });
    expect(quantise(SHAPE, weights)).toEqual(randomWeights(SHAPE, 1, 0));
  });

  test.each([
    ['too few bases', BASES.subarray(0, 4095)],
    ['what is no base', Uint8Array.from(BASES, (_, i) => (i === 9999 ? 4 : 0))],
  ])('of %s is a bad call', async (_, bases) => {
    await expect(trainNetwork(tf, bases, OPTIONS)).rejects.toThrow(RangeError);
  });
});

test('a private network is trained within its budget and comes with its bytes', async () => {
  await tf.setBackend('wasm');
  const { weights, bytes, bitsPerBase, stopped } = await trainPrivateNetwork(tf, BASES, {
    budgetSeconds: 2,
    batch: 256,
    seed: 3,
  });
  expect(stopped).toBe('budget');
  expect(bitsPerBase).toBeLessThan(1.9);
  expect(decodeWeights(bytes)).toEqual(weights);
  expect(bytes.length).toBeLessThan(weights.rows.length + 300);
  expect(() => new FrozenNetwork(new BaseHistory(), weights)).not.toThrow();
});

test('narrow rows are multiples of a power of two, as near as that allows', () => {
  const weights = randomWeights(SHAPE, 1, 0.01);
  const rows = weights.rows.map((x) => Math.round(x / 4.1));
  const narrow = narrowRows({ ...weights, rows }).rows;
  narrow.forEach((x, i) => expect(Math.abs(x - rows[i])).toBeLessThanOrEqual(64));
  expect(narrow.every((x) => x % 64 === 0 && Math.abs(x) <= 127 * 64)).toBe(true);
});

test('bytes that are no checkpoint are refused', () => {
  expect(() => decodeCheckpoint(Uint8Array.of(1, 2, 3, 4))).toThrow('not a checkpoint');
});
