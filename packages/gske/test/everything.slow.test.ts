/**
 * Every backend against the reference on the whole development corpus and on 10,000 inputs of
 * awkward lengths. `npm run test:slow`.
 */
import type { Encoder } from '@pmklc/gske';
import {
  createEncoder,
  createJsEncoder,
  createTfjsEncoder,
  createWasmEncoder,
  createWebGpuEncoder,
} from '@pmklc/gske';
import { CORPUS, filesOf } from '@pmklc/testing';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { findGpu } from './adapter.ts';
import { checkRandomInputs, expectSame, SMALL_SHAPES } from './contract.ts';

const gpu = await findGpu();
afterAll(() => gpu?.device.destroy());
await tf.setBackend('wasm');

const backends: [string, Encoder][] = [
  ['wasm', await createWasmEncoder()],
  ['auto', await createEncoder()],
  ['tfjs', await createTfjsEncoder({ tf })],
];
if (gpu) backends.push([`webgpu on ${gpu.name}`, createWebGpuEncoder({ device: gpu.device })]);

test.each(backends)('%s: 10,000 inputs of awkward lengths', async (_, encoder) => {
  await checkRandomInputs(encoder, 10_000);
});

const files = filesOf(CORPUS);
if (files.length === 0) console.log('skipped: no corpus (PMKLC_CORPUS names its folder)');

describe.skipIf(files.length === 0)('all of dev in every small shape', () => {
  test.each(files.map((path) => [basename(path), path]))('%s', async (_, path) => {
    const file = readFileSync(path);
    const reference = createJsEncoder();
    for (const shape of SMALL_SHAPES) {
      const expected = reference.encodeSync(file, shape);
      for (const [name, encoder] of backends) {
        const what = `${name} (${shape.s},${shape.k})`;
        expectSame(await encoder.encode(file, shape), expected, what);
      }
    }
  });
});
