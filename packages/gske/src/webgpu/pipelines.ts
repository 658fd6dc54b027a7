/** Compiled kernels, kept for as long as their device lives. */
import type { GpuComputePipeline, GpuDevice } from './gpu-types.ts';
import type { KernelVariant } from './kernel.ts';
import { kernelCode } from './kernel.ts';

const pipelines = new WeakMap<GpuDevice, Map<string, GpuComputePipeline>>();

/** The pipeline of one variant on one device, compiled when first asked for. */
export function getPipeline(device: GpuDevice, variant: KernelVariant): GpuComputePipeline {
  let ofDevice = pipelines.get(device);
  if (!ofDevice) pipelines.set(device, (ofDevice = new Map()));
  const key = JSON.stringify(variant);
  let pipeline = ofDevice.get(key);
  if (!pipeline) {
    const module = device.createShaderModule({ code: kernelCode(variant) });
    const compute = { module, entryPoint: 'encode' };
    pipeline = device.createComputePipeline({ layout: 'auto', compute });
    ofDevice.set(key, pipeline);
  }
  return pipeline;
}
