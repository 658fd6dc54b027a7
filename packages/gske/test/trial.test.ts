import type { Bases, Encoder } from '@pmklc/gske';
import { createEncoder, createJsEncoder } from '@pmklc/gske';
import { afterAll, expect, test, vi } from 'vitest';
import { tryBoth } from '../src/auto/trial.ts';
import { findGpu } from './adapter.ts';
import { randomAscii } from './inputs.ts';

const gpu = await findGpu();
afterAll(() => gpu?.device.destroy());
const shape = { s: 3, k: 3 };
const ascii = randomAscii(5000, 1, 0.01);

/** Encoders on a clock of their own: each call takes as many milliseconds as `times` says next. */
function clocked() {
  let clock = 0;
  const seen: number[] = [];
  const make = (backend: 'wasm' | 'webgpu', times: number[]): Encoder => ({
    backend,
    encode(bases: Bases, ...rest) {
      seen.push(bases.length);
      clock += times.shift()!;
      return createJsEncoder().encode(bases, ...rest);
    },
    destroy() {},
  });
  return { make, seen, now: () => clock };
}

test('the faster one wins, whatever its first call took', async () => {
  const { make, now } = clocked();
  const [local, gpu] = [make('wasm', [1, 9]), make('webgpu', [500, 8])];
  const { encoder, why } = await tryBoth(local, gpu, ascii, shape, {}, now);
  expect(encoder).toBe(gpu);
  expect(why).toBe('webgpu 8.0 ms, wasm 9.0 for the first 5000 bases');
});

test('as fast as the processor is not faster', async () => {
  const { make, now } = clocked();
  const local = make('wasm', [1, 8]);
  const verdict = await tryBoth(local, make('webgpu', [1, 8]), ascii, shape, {}, now);
  expect(verdict.encoder).toBe(local);
});

test('only the start of a long input is tried', async () => {
  const { make, seen, now } = clocked();
  const packed = { packed: new Uint8Array(1 << 24), length: 1 << 26 };
  const wide = { s: 64, k: 1 };
  await tryBoth(make('wasm', [1, 1]), make('webgpu', [1, 1]), packed, wide, {}, now);
  expect(seen).toEqual(Array(4).fill(1 << 25));
});

test('a trial is stopped like its call', async () => {
  const { make, now } = clocked();
  const signal = AbortSignal.abort(new Error('enough'));
  const call = tryBoth(make('wasm', [1]), make('webgpu', [1]), ascii, shape, { signal }, now);
  await expect(call).rejects.toThrow('enough');
});

test.skipIf(!gpu)('auto tries a shape once, and says what came of it', async () => {
  const submit = vi.spyOn(gpu!.device.queue, 'submit');
  const encoder = await createEncoder({ device: gpu!.device });
  const large = new Uint8Array(1 << 26).fill(65);
  const wide = { s: 64, k: 1 };
  expect((await encoder.encode(large, wide)).backend).toBe('wasm'); // which SwiftShader runs beside
  expect(encoder.choice).toMatch(/^wasm: webgpu .* ms, wasm .* for the first 33554432 bases; SIMD/);
  const tried = submit.mock.calls.length;
  expect(tried).toBeGreaterThan(0);
  await encoder.encode(large, wide);
  expect(submit.mock.calls.length).toBe(tried);
});

test.skipIf(!gpu)('a size that was asked for decides alone', async () => {
  const encoder = await createEncoder({ device: gpu!.device, gpuFromBytes: 5000 });
  expect((await encoder.encode(ascii, shape)).backend).toBe('webgpu');
  expect(encoder.choice).toBe('webgpu: 5000 bytes are at least 5000');
});
