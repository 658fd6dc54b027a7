import type { GpuDevice } from '@pmklc/gske';
import { createJsEncoder, createWebGpuEncoder, requestGpu } from '@pmklc/gske';
import { afterAll, describe, expect, test } from 'vitest';
import { findGpu } from './adapter.ts';
import { expectSame, testContract } from './contract.ts';
import { randomAscii } from './inputs.ts';

const gpu = await findGpu();
afterAll(() => gpu?.device.destroy());
const shape = { s: 3, k: 3 };

describe.skipIf(!gpu)(`WebGPU on ${gpu?.name ?? 'nothing, skipped: no adapter'}`, () => {
  testContract(() => Promise.resolve(createWebGpuEncoder({ device: gpu!.device })), 60);

  test('slices, two in flight, give the tokens of the whole', async () => {
    const encoder = createWebGpuEncoder({ device: gpu!.device, sliceBytes: 1 << 15 });
    for (const [s, k, dirt] of [
      [3, 3, 0],
      [1, 12, 0.001],
      [64, 5, 0.01],
      [5, 8, 0],
    ]) {
      const ascii = randomAscii(500_001, k, dirt);
      const expected = createJsEncoder().encodeSync(ascii, { s, k });
      expectSame(await encoder.encode(ascii, { s, k }), expected, `(${s},${k})`);
    }
  });

  test('aborted between slices, a call gives nothing and the next one works', async () => {
    const encoder = createWebGpuEncoder({ device: gpu!.device, sliceBytes: 1 << 15 });
    const controller = new AbortController();
    const ascii = randomAscii(1_000_000, 1);
    const call = encoder.encode(ascii, shape, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(call).rejects.toThrow('aborted');
    expect((await encoder.encode(ascii, shape)).tokens.length).toBe(333_333);
  });

  test('a lost device is a typed error, at once and ever after', async () => {
    const { device } = await requestGpu();
    const encoder = createWebGpuEncoder({ device, sliceBytes: 1 << 15 });
    const call = encoder.encode(randomAscii(2_000_000, 1), shape);
    setTimeout(() => device.destroy(), 5);
    await expect(call).rejects.toMatchObject({ name: 'DeviceError', code: 'device-lost' });
    const next = encoder.encode(randomAscii(10, 1), shape);
    await expect(next).rejects.toMatchObject({ code: 'device-lost' });
  });

  test('a device without room is a typed error', async () => {
    const encoder = createWebGpuEncoder({ device: withoutRoom(gpu!.device) });
    const call = encoder.encode(randomAscii(10, 1), shape);
    await expect(call).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  test('work that the device refuses is a typed error', async () => {
    const encoder = createWebGpuEncoder({ device: withBadBuffers(gpu!.device) });
    const call = encoder.encode(randomAscii(10, 1), shape);
    await expect(call).rejects.toMatchObject({ code: 'device-failed' });
  });

  test('pipelines are compiled once a device', async () => {
    let compiled = 0;
    const device = replace(gpu!.device, 'createComputePipeline', (descriptor) => {
      compiled++;
      return gpu!.device.createComputePipeline(descriptor);
    });
    for (let i = 0; i < 3; i++) {
      await createWebGpuEncoder({ device }).encode(randomAscii(100 + i, i), { s: 1 + i, k: 3 + i });
    }
    expect(compiled).toBe(2); // tokens of one byte (k = 3 and 4) and of two
  });
});

/** The device with one method replaced. */
function replace<K extends keyof GpuDevice>(device: GpuDevice, name: K, value: GpuDevice[K]) {
  return new Proxy(device, {
    get(target, key: keyof GpuDevice) {
      if (key === name) return value;
      const own = target[key];
      return typeof own === 'function' ? (own as () => unknown).bind(target) : own;
    },
  });
}

function withoutRoom(device: GpuDevice): GpuDevice {
  return replace(device, 'popErrorScope', async () => {
    await device.popErrorScope();
    return { message: 'no room for 64 bytes' };
  });
}

/** Without STORAGE, a buffer cannot be bound. */
function withBadBuffers(device: GpuDevice): GpuDevice {
  return replace(device, 'createBuffer', ({ size, usage }) =>
    device.createBuffer({ size, usage: usage & ~0x80 }),
  );
}
