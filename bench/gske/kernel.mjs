/**
 * The WebGPU kernel apart from its transfers, at (3,3): repeated over input that is on the device
 * already, beside the device's own copy of as many bytes; and whole calls, beside the transfers
 * that they cannot do without. Prints one JSON object.
 *
 *   node bench/gske/kernel.mjs
 */
import { createWebGpuEncoder, requestGpu } from '@pmklc/gske';
import { kernelVariant } from '../../packages/gske/dist/webgpu/kernel.js';
import { kernelParams, layoutSlices } from '../../packages/gske/dist/webgpu/layout.js';
import { getPipeline } from '../../packages/gske/dist/webgpu/pipelines.js';
import { createSlot, submitSlot } from '../../packages/gske/dist/webgpu/slot.js';
import { makeAscii } from './ascii.mjs';

const SHAPE = { s: 3, k: 3 };
const { device, name, software } = await requestGpu();
const bases = software ? 1 << 22 : 96 << 20;
const repeats = software ? 3 : 50;

const count = Math.floor(bases / 3);
const layout = layoutSlices(SHAPE, false, count, device.limits, 1 << 27);
const tokens = Math.min(count, layout.sliceTokens);
const slot = await createSlot(device, layout);
const groups = Math.ceil(tokens / layout.tokensPerGroup);
const pipeline = getPipeline(device, kernelVariant(SHAPE, false));
const ascii = makeAscii(16 * Math.ceil((3 * tokens) / 16));
device.queue.writeBuffer(slot.params, 0, kernelParams(SHAPE, layout, 0));

/** Seconds of one of `repeats` runs, the fastest of 5 tries. */
async function time(start, times = repeats) {
  let best = Infinity;
  for (let i = 0; i < 5; i++) {
    await device.queue.onSubmittedWorkDone();
    const begin = performance.now();
    start(times);
    await device.queue.onSubmittedWorkDone();
    best = Math.min(best, (performance.now() - begin) / 1000 / times);
  }
  return best;
}

function dispatch(times) {
  const buffers = [slot.params, slot.input, slot.tokens, slot.flags];
  const layout0 = pipeline.getBindGroupLayout(0);
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const group = device.createBindGroup({ layout: layout0, entries });
  const commands = device.createCommandEncoder();
  for (let i = 0; i < times; i++) {
    const pass = commands.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(groups);
    pass.end();
  }
  device.queue.submit([commands.finish()]);
}

const COPY_BYTES = Math.min(layout.inputBytes, software ? 1 << 22 : 1 << 27);
const [from, to] = [4, 8].map((usage) => device.createBuffer({ size: COPY_BYTES, usage }));
function copy(times) {
  const commands = device.createCommandEncoder();
  for (let i = 0; i < times; i++) commands.copyBufferToBuffer(from, 0, to, 0, COPY_BYTES);
  device.queue.submit([commands.finish()]);
}

const output = new Uint8Array(ascii.length);

async function readBack() {
  submitSlot(device, pipeline, slot, groups, layout);
  await device.queue.onSubmittedWorkDone();
  const begin = performance.now();
  await slot.readBack.mapAsync(1, 0, layout.tokenBytes);
  output.set(new Uint8Array(slot.readBack.getMappedRange(0, layout.tokenBytes), 0, tokens));
  slot.readBack.unmap();
  return (performance.now() - begin) / 1000;
}

async function wholeCall() {
  const begin = performance.now();
  await encoder.encode(ascii, SHAPE, { output });
  return (performance.now() - begin) / 1000;
}

/** Seconds, the fastest of 5 tries. */
async function fastest(measure) {
  let best = Infinity;
  for (let i = 0; i < 5; i++) best = Math.min(best, await measure());
  return best;
}

const uploadS = await time((times) => {
  for (let i = 0; i < times; i++) device.queue.writeBuffer(slot.input, 0, ascii);
}, 3);
const kernelS = await time(dispatch);
const copyS = await time(copy);
const readBackS = await fastest(readBack);
const encoder = createWebGpuEncoder({ device });
const callS = await fastest(wholeCall);
const kernelGbPerS = (ascii.length + tokens) / kernelS / 1e9;
const copyGbPerS = (2 * COPY_BYTES) / copyS / 1e9;
console.log(
  JSON.stringify({
    name,
    software,
    bases: ascii.length,
    kernelMs: kernelS * 1e3,
    kernelGbPerS,
    copyGbPerS,
    share: kernelGbPerS / copyGbPerS,
    uploadMs: uploadS * 1e3,
    uploadGbPerS: ascii.length / uploadS / 1e9,
    readBackMs: readBackS * 1e3,
    readBackGbPerS: tokens / readBackS / 1e9,
    callMs: callS * 1e3,
    callGbPerS: ascii.length / callS / 1e9,
  }),
);
process.exit(0);
