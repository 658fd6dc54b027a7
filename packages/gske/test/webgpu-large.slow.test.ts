/** 100 M bases on WebGPU; alone in its process, whose memory it measures. `npm run test:slow`. */
import { createWasmEncoder, createWebGpuEncoder } from '@pmklc/gske';
import { expect, test } from 'vitest';
import { findGpu } from './adapter.ts';
import { expectSame } from './contract.ts';
import { randomAscii } from './inputs.ts';

const gpu = await findGpu();
const BASES = 100_000_000;

test.skipIf(!gpu)('100 M bases fit in 2 GiB of host memory', async () => {
  const ascii = new Uint8Array(BASES);
  const part = randomAscii(1_000_003, 1, 1e-5);
  for (let at = 0; at < BASES; at += part.length) {
    ascii.set(part.subarray(0, Math.min(part.length, BASES - at)), at);
  }
  const shape = { s: 3, k: 3 };
  const encoder = createWebGpuEncoder({ device: gpu!.device });
  const made = await encoder.encode(ascii, shape);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  expectSame(made, (await createWasmEncoder()).encodeSync(ascii, shape), '(3,3)');
  console.log(`${gpu!.name}: peak ${(peakBytes / 2 ** 20).toFixed(0)} MiB`);
  expect(peakBytes).toBeLessThan(2 ** 31);
  gpu!.device.destroy();
});
