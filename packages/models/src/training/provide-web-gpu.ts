/**
 * TensorFlow.js asks the browser's `navigator.gpu` for its device. In Node there is none; the optional
 * package `webgpu` (Dawn) has one, which is put where TensorFlow.js looks.
 */
import { importOptional, type ImportModule } from './import-optional.ts';

const PACKAGE = 'webgpu';

/** The part of `navigator.gpu` that is used here. */
interface WebGpu {
  requestAdapter(): Promise<object | null>;
}

interface Dawn {
  create(options: string[]): WebGpu;
  /** Constants such as `GPUBufferUsage`. */
  readonly globals: object;
}

/** @returns what is to be done where there is no WebGPU; `undefined` where there is */
export async function provideWebGpu(load: ImportModule): Promise<string | undefined> {
  const scope = globalThis as { navigator?: { gpu?: WebGpu } };
  if (!scope.navigator?.gpu) {
    const found = await importOptional(load, PACKAGE);
    if (found.state !== 'present')
      return `npm install ${PACKAGE}@0.6.2, or choose the backend wasm`;
    const { create, globals } = found.module as Dawn;
    Object.assign(globalThis, globals);
    if (!scope.navigator) Object.defineProperty(globalThis, 'navigator', { value: {} });
    Object.defineProperty(scope.navigator, 'gpu', { value: create([]), configurable: true });
  }
  const adapter = await scope.navigator!.gpu!.requestAdapter();
  return adapter ? undefined : 'install a GPU and its Vulkan driver, or choose the backend wasm';
}
