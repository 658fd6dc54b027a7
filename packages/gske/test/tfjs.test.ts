import type { TensorFlow } from '@pmklc/gske';
import { createTfjsEncoder, loadTensorFlowGpu } from '@pmklc/gske';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { testContract } from './contract.ts';

tf.env().set('IS_TEST', true); // no advice to install another backend

describe.each(['cpu', 'wasm'])('TensorFlow.js on its backend %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  testContract(() => createTfjsEncoder({ tf }), 25);

  test('nothing is left on the backend', async () => {
    const before = tf.memory().numTensors;
    const encoder = await createTfjsEncoder({ tf });
    await encoder.encode(Buffer.from('ACGTNNACGTACGT'), { s: 2, k: 4 });
    encoder.destroy();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('a backend that rounds is refused', async () => {
  await tf.setBackend('cpu');
  const rounding: TensorFlow = {
    ...tf,
    add: (a: tf.Tensor, b: tf.Tensor) => tf.sub(tf.add(a, b), 0.5),
  };
  const call = createTfjsEncoder({ tf: rounding });
  await expect(call).rejects.toMatchObject({ name: 'DeviceError', code: 'inexact' });
});

test('something else than TensorFlow.js is a bad call', async () => {
  await expect(createTfjsEncoder({ tf: {} as never })).rejects.toThrow(TypeError);
});

test('without tfjs-node-gpu the error names the fix', async () => {
  await expect(loadTensorFlowGpu()).rejects.toMatchObject({
    code: 'missing-package',
    message: expect.stringContaining('npm install @tensorflow/tfjs-node-gpu') as string,
  });
});
