/**
 * Candidates that the benchmark measures: each makes a function that encodes once, and knows its
 * clock.
 */
import { createEncoder, requestGpu } from '@pmklc/gske';

const CODE = new Uint8Array(256);
for (const letters of ['ACGT', 'acgt']) {
  for (let base = 0; base < 4; base++) CODE[letters.charCodeAt(base)] = base;
}

/** The straightforward loop: no checks, no report of other bytes. What the bars are a ratio to. */
function scalarLoop(ascii, { s, k }) {
  const count = ascii.length < k ? 0 : Math.floor((ascii.length - k) / s) + 1;
  const tokens = k <= 4 ? new Uint8Array(count) : new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    let token = 0;
    for (let j = 0; j < k; j++) token = token * 4 + CODE[ascii[i * s + j]];
    tokens[i] = token;
  }
  return tokens;
}

async function tensorFlow() {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  const encoder = await createEncoder({ backend: 'tfjs', tf });
  return (ascii, shape) => encoder.encode(ascii, shape);
}

/** A software adapter is measured only when its driver is named in VK_DRIVER_FILES. */
async function webGpu() {
  const { device, name } = await requestGpu();
  console.error(`webgpu: ${name}`);
  const encoder = await createEncoder({ backend: 'webgpu', device });
  return (ascii, shape) => encoder.encode(ascii, shape);
}

async function local(backend) {
  const encoder = await createEncoder({ backend });
  return (ascii, shape) => encoder.encodeSync(ascii, shape);
}

/** Into memory that is there already. */
async function wasmInto() {
  const encoder = await createEncoder({ backend: 'wasm' });
  let output;
  return (ascii, shape) => {
    const room = output?.length >= ascii.length ? { output } : {};
    const { tokens } = encoder.encodeSync(ascii, shape, room);
    if (room.output === undefined) output = new tokens.constructor(ascii.length);
    return tokens;
  };
}

/** `clock`: CPU time of the process, which other processes disturb little; or wall, for a device. */
export const CANDIDATES = {
  copy: { clock: 'cpu', make: async () => copyOnce },
  scalar: { clock: 'cpu', make: async () => scalarLoop },
  js: { clock: 'cpu', make: () => local('js') },
  wasm: { clock: 'cpu', make: () => local('wasm') },
  'wasm, output given': { clock: 'cpu', make: wasmInto },
  tfjs: { clock: 'cpu', make: tensorFlow },
  webgpu: { clock: 'wall', make: webGpu },
};

let target = Buffer.alloc(0);

/** The ceiling: the same bytes copied to memory that is there already. */
function copyOnce(ascii) {
  if (target.length !== ascii.length) target = Buffer.alloc(ascii.length, 1);
  Buffer.from(ascii.buffer, ascii.byteOffset, ascii.length).copy(target);
  return target;
}
