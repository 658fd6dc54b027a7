/**
 * One door to all backends.
 */
import type { AutoEncoder, AutoOptions } from './auto/auto-encoder.ts';
import { createAutoEncoder } from './auto/auto-encoder.ts';
import type { BackendName, Encoder, SyncEncoder } from './encoder.ts';
import { createJsEncoder } from './js-encoder.ts';
import type { TfjsOptions } from './tfjs/tfjs-encoder.ts';
import { createTfjsEncoder } from './tfjs/tfjs-encoder.ts';
import type { WasmOptions } from './wasm/wasm-encoder.ts';
import { createWasmEncoder } from './wasm/wasm-encoder.ts';
import type { WebGpuOptions } from './webgpu/webgpu-encoder.ts';
import { createWebGpuEncoder } from './webgpu/webgpu-encoder.ts';

/** A backend and what it needs. */
export type EncoderOptions =
  | ({ readonly backend?: 'auto' } & AutoOptions & WasmOptions)
  | { readonly backend: 'js' }
  | ({ readonly backend: 'wasm' } & WasmOptions)
  | ({ readonly backend: 'webgpu' } & WebGpuOptions)
  | ({ readonly backend: 'tfjs' } & TfjsOptions);

/**
 * An encoder on the backend asked for; `auto`, the default, picks for each call and says why in
 * `choice`. `auto` falls back; the others do or throw.
 *
 * @throws RangeError for an unknown backend
 * @throws DeviceError when the backend does not run here
 */
export function createEncoder(
  options?: Extract<EncoderOptions, { backend?: 'auto' }>,
): Promise<AutoEncoder>;
export function createEncoder(
  options: Extract<EncoderOptions, { backend: 'js' | 'wasm' }>,
): Promise<SyncEncoder>;
export function createEncoder(options: EncoderOptions): Promise<Encoder>;
export async function createEncoder(options: EncoderOptions = {}): Promise<Encoder> {
  switch (options.backend) {
    case undefined:
    case 'auto':
      return createAuto(options);
    case 'js':
      return createJsEncoder();
    case 'wasm':
      return createWasmEncoder(options);
    case 'webgpu':
      if (!options.device) throw new TypeError('backend webgpu needs { device }: see requestGpu');
      return createWebGpuEncoder(options);
    case 'tfjs':
      return createTfjsEncoder(options);
    default: {
      const known: BackendName[] = ['js', 'wasm', 'webgpu', 'tfjs'];
      const { backend } = options as { backend: string };
      throw new RangeError(`backend must be auto or one of ${known.join(', ')}, got ${backend}`);
    }
  }
}

async function createAuto(options: AutoOptions & WasmOptions): Promise<AutoEncoder> {
  try {
    return createAutoEncoder(await createWasmEncoder(options), 'SIMD runs here', options);
  } catch (error) {
    const why = `wasm does not run here: ${error instanceof Error ? error.message : String(error)}`;
    return createAutoEncoder(createJsEncoder(), why, options);
  }
}
