/**
 * TensorFlow.js asks the browser's `navigator.gpu` for its device. In Node there is none; the optional
 * package `webgpu` (Dawn) has one, which is put where TensorFlow.js looks.
 */
import { importOptional, type ImportModule } from './import-optional.ts';

const PACKAGE = 'webgpu';

/** The part of `navigator.gpu` that is used here. */
interface WebGpu {
  requestAdapter(): Promise<{ readonly info: AdapterInfo } | null>;
}

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

/** An adapter is there, or what is to be done where there is none. */
export type FoundAdapter =
  { readonly name: string; readonly isSoftware: boolean } | { readonly fix: string };

/** Names under which processors go that pretend to be a GPU and do not say so. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

interface Dawn {
  create(options: string[]): WebGpu;
  /** Constants such as `GPUBufferUsage`. */
  readonly globals: object;
}

/** Puts a WebGPU where TensorFlow.js looks for it, and asks it for an adapter. */
export async function provideWebGpu(load: ImportModule): Promise<FoundAdapter> {
  const scope = globalThis as { navigator?: { gpu?: WebGpu } };
  if (!scope.navigator?.gpu) {
    const found = await importOptional(load, PACKAGE);
    if (found.state !== 'present') {
      return { fix: `npm install ${PACKAGE}@0.6.2, or choose the backend wasm` };
    }
    const { create, globals } = found.module as Dawn;
    Object.assign(globalThis, globals);
    if (!scope.navigator) Object.defineProperty(globalThis, 'navigator', { value: {} });
    Object.defineProperty(scope.navigator, 'gpu', { value: create([]), configurable: true });
  }
  const adapter = await scope.navigator!.gpu!.requestAdapter();
  if (!adapter) {
    return { fix: 'install a GPU and its Vulkan driver, or choose the backend wasm' };
  }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  return { name, isSoftware: isFallbackAdapter === true || SOFTWARE.test(name) };
}
