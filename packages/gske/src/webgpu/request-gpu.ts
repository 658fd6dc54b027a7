/**
 * Gets a WebGPU device: the browser's, or in Node that of the optional package `webgpu` (Dawn).
 */
import { DeviceError } from '../device-error.ts';
import type { GpuDevice } from './gpu-types.ts';

/** A device and what it is. */
export interface Gpu {
  /** The caller's to `destroy()`: while it lives, Node does not exit. */
  readonly device: GpuDevice;
  /** Name of the adapter as it calls itself, for people. */
  readonly name: string;
  /** Whether it is a processor pretending to be a GPU (SwiftShader, lavapipe, WARP). */
  readonly software: boolean;
}

const PACKAGE = 'webgpu';

/** Names under which software adapters go that do not say that they are. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

/** Dawn lives as long as the object that its package hands out. */
const alive = new WeakMap<GpuDevice, GPU>();

/**
 * @throws DeviceError `missing-package` in Node without the package `webgpu`; `no-adapter` without
 *   a GPU or its driver
 */
export async function requestGpu(): Promise<Gpu> {
  const gpu = await findWebGpu();
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new DeviceError('no-adapter', 'WebGPU finds no adapter: no GPU, or no Vulkan driver');
  }
  const { vendor, architecture, device: model, description } = adapter.info;
  const name = [vendor, architecture, model, description].filter(Boolean).join(' ');
  const software = adapter.info.isFallbackAdapter || SOFTWARE.test(name);
  const device = await adapter.requestDevice();
  alive.set(device, gpu);
  return { device, name, software };
}

async function findWebGpu(): Promise<GPU> {
  // Node 20 has no `navigator`, and no later one has a `gpu` in it.
  const gpu = (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  if (gpu) return gpu;
  try {
    // Not a literal: the package is optional, for bundlers and the type checker too.
    const dawn = (await import(/* @vite-ignore */ PACKAGE)) as {
      create(options: string[]): GPU;
    };
    return dawn.create([]);
  } catch (cause) {
    throw new DeviceError(
      'missing-package',
      `no WebGPU here: in Node, npm install ${PACKAGE}; or use the backend wasm`,
      { cause },
    );
  }
}
