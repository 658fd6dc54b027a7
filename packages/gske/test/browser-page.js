/** Runs in the browser: every backend that it has, against `js`; `found` is what it found. */
import {
  createEncoder,
  createJsEncoder,
  createWasmEncoder,
  createWebGpuEncoder,
  requestGpu,
} from '../dist/index.js';

function randomAscii(length, seed) {
  let x = seed + 1;
  return Uint8Array.from({ length }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return 'ACGTacgtACGTacgtACGTacgtACGTacgN'.charCodeAt(x >>> 27);
  });
}

async function compare(encoder) {
  const reference = createJsEncoder();
  let compared = 0;
  for (let s = 1; s <= 6; s++) {
    for (let k = 1; k <= 12; k++) {
      const ascii = randomAscii(10_000 + 17 * s + k, s * k);
      const expected = reference.encodeSync(ascii, { s, k });
      const made = await encoder.encode(ascii, { s, k });
      for (const part of ['tokens', 'tail', 'nonAcgt']) {
        if (made[part].join() !== expected[part].join()) throw new Error(`(${s},${k}): ${part}`);
      }
      compared++;
    }
  }
  return compared;
}

async function tryWebGpu() {
  try {
    const { device, name } = await requestGpu();
    const compared = await compare(createWebGpuEncoder({ device }));
    device.destroy();
    return { name, compared };
  } catch (error) {
    return { error: `${error.code ?? error.name}: ${error.message}` };
  }
}

async function run() {
  const auto = await createEncoder();
  const autoCompared = await compare(auto);
  const wasm = await compare(await createWasmEncoder());
  return { wasm, auto: { compared: autoCompared, choice: auto.choice }, webgpu: await tryWebGpu() };
}

globalThis.found = run().catch((error) => ({ error: String(error) }));
