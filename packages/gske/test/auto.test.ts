import type { EncoderOptions, Gpu, GpuDevice } from '@pmklc/gske';
import { createEncoder, createJsEncoder, DeviceError } from '@pmklc/gske';
import { expect, test, vi } from 'vitest';
import { expectSame, testContract } from './contract.ts';
import { randomAscii } from './inputs.ts';

testContract(() => createEncoder(), 30);

const shape = { s: 3, k: 3 };
const ascii = randomAscii(5000, 1, 0.01);
const expected = createJsEncoder().encodeSync(ascii, shape);
const noGpu = () => Promise.reject(new DeviceError('no-adapter', 'none here'));

/** A GPU that cannot do anything, and counts how often it is destroyed. */
function brokenGpu(software: boolean) {
  const destroy = vi.fn();
  const limits = { maxStorageBufferBindingSize: 1 << 27, maxComputeWorkgroupsPerDimension: 65535 };
  const lost = Promise.resolve({ message: 'pulled out' });
  const device = { limits, lost, destroy } as unknown as GpuDevice;
  const gpu: Gpu = { device, name: 'Test GPU', software };
  return { destroy, device, findGpu: () => Promise.resolve(gpu) };
}

test('a small call does not ask for a GPU', async () => {
  const findGpu = vi.fn(noGpu);
  const encoder = await createEncoder({ gpuFromBytes: 5001, findGpu });
  expectSame(await encoder.encode(ascii, shape), expected, 'small');
  expect(findGpu).not.toHaveBeenCalled();
  expect(encoder.choice).toBe('wasm: 5000 bytes are fewer than 5001; SIMD runs here');
});

test('without an adapter large calls run on wasm, and it is asked for once', async () => {
  const findGpu = vi.fn(noGpu);
  const encoder = await createEncoder({ gpuFromBytes: 0, findGpu });
  for (let i = 0; i < 2; i++) expectSame(await encoder.encode(ascii, shape), expected, 'large');
  expect(findGpu).toHaveBeenCalledTimes(1);
  expect(encoder.choice).toBe('wasm: none here; SIMD runs here');
});

test('a software adapter is not used, and not kept', async () => {
  const { destroy, findGpu } = brokenGpu(true);
  const encoder = await createEncoder({ gpuFromBytes: 0, findGpu });
  expectSame(await encoder.encode(ascii, shape), expected, 'software');
  expect(encoder.choice).toContain('Test GPU is a processor pretending');
  expect(destroy).toHaveBeenCalledTimes(1);
});

test('when the GPU is lost, the call it was lost in loses nothing', async () => {
  const { destroy, findGpu } = brokenGpu(false);
  const encoder = await createEncoder({ gpuFromBytes: 0, findGpu });
  const made = await encoder.encode(ascii, shape);
  expectSame(made, expected, 'lost');
  expect([made.backend, encoder.backend]).toEqual(['wasm', 'wasm']);
  expect(encoder.choice).toContain('webgpu was given up: the WebGPU device is lost: pulled out');
  expect(destroy).toHaveBeenCalledTimes(1);
});

test('a GPU that is lost in its trial loses nothing either', async () => {
  const { findGpu } = brokenGpu(false);
  const encoder = await createEncoder({ findGpu });
  const large = new Uint8Array(1 << 26).fill(65);
  const made = await encoder.encode(large, { s: 64, k: 1 });
  expect([made.backend, made.tokens.length]).toEqual(['wasm', 1 << 20]);
  expect(encoder.choice).toContain('the WebGPU device is lost: pulled out');
});

test('a device of the caller is given up but not destroyed', async () => {
  const { destroy, device } = brokenGpu(false);
  const encoder = await createEncoder({ gpuFromBytes: 0, device });
  expectSame(await encoder.encode(ascii, shape), expected, 'lost');
  encoder.destroy();
  expect(destroy).not.toHaveBeenCalled();
});

test('without WebAssembly it is js, and says why', async () => {
  const encoder = await createEncoder({ wasm: Uint8Array.of(0) });
  expectSame(await encoder.encode(ascii, shape), expected, 'js');
  expect(encoder.choice).toMatch(/^js: 5000 bytes .*; wasm does not run here: /);
});

test('backends can be asked for by name', async () => {
  expect((await createEncoder({ backend: 'js' })).encodeSync(ascii, shape).backend).toBe('js');
  expect((await createEncoder({ backend: 'wasm' })).encodeSync(ascii, shape).backend).toBe('wasm');
  const bad = (options: object) => createEncoder(options as EncoderOptions);
  await expect(bad({ backend: 'cuda' })).rejects.toThrow('got cuda');
  await expect(bad({ backend: 'webgpu' })).rejects.toThrow('needs { device }');
  await expect(bad({ backend: 'tfjs' })).rejects.toThrow('needs { tf }');
});
