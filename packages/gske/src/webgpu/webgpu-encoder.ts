/**
 * The encoder on a WebGPU device, which the caller owns. What goes wrong with the device comes out
 * as a `DeviceError`, never as tokens.
 */
import type { Bases } from '../bases.ts';
import { sliceBases } from '../bases.ts';
import { DeviceError } from '../device-error.ts';
import type { Encoder } from '../encoder.ts';
import { asyncEncoder, cutSlices } from '../kernel-encoder.ts';
import type { CallResult } from './device-call.ts';
import { DeviceCall } from './device-call.ts';
import type { GpuDevice } from './gpu-types.ts';
import { layoutSlices } from './layout.ts';

/** Options of a `webgpu` encoder. */
export interface WebGpuOptions {
  /** A `GPUDevice`, of a browser or from `requestGpu`. It remains the caller's to destroy. */
  readonly device: GpuDevice;
  /** Most bytes of one buffer, 32 KiB and up; two sets of three are in use. Default 16 MiB. */
  readonly sliceBytes?: number;
}

const SLICE_BYTES = 1 << 24;
const SMALLEST_SLICE_BYTES = 1 << 15;

/** Time that a failed call waits to hear whether the device was lost. */
const LOSS_NEWS_MS = 100;

/**
 * An encoder on a WebGPU device. Calls take turns; small ones are far slower than on `wasm`.
 *
 * @throws RangeError when `sliceBytes` is too small
 */
export function createWebGpuEncoder(options: WebGpuOptions): Encoder {
  const { device, sliceBytes = SLICE_BYTES } = options;
  if (!(sliceBytes >= SMALLEST_SLICE_BYTES)) {
    throw new RangeError(`sliceBytes must be >= ${SMALLEST_SLICE_BYTES}, got ${sliceBytes}`);
  }
  // One call at a time: its two slots keep the device busy, and memory stays bounded.
  let turn: Promise<unknown> = Promise.resolve();
  return asyncEncoder(
    'webgpu',
    (bases, shape, tokens, runs, signal) => {
      const result = { shape, tokens, runs };
      const call = turn.then(() => encodeCall(device, sliceBytes, bases, result, signal));
      turn = call.catch(() => {});
      return call;
    },
    () => {},
  );
}

async function encodeCall(
  device: GpuDevice,
  sliceBytes: number,
  bases: Bases,
  result: CallResult,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { shape, tokens } = result;
  const packed = !(bases instanceof Uint8Array);
  const layout = layoutSlices(shape, packed, tokens.length, device.limits, sliceBytes);
  const call = new DeviceCall(device, layout, result);
  try {
    for (const slice of cutSlices(bases.length, shape, layout.sliceTokens * shape.s)) {
      signal?.throwIfAborted();
      await call.start(slice, sliceBases(bases, slice.from, slice.to));
    }
    await call.finish();
  } catch (error) {
    if (signal?.aborted && error === signal.reason) throw error;
    throw await explain(device, error);
  } finally {
    call.destroy();
  }
}

/** A lost device shows as all sorts of failures; that it was lost is the news. */
async function explain(device: GpuDevice, cause: unknown): Promise<DeviceError> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, LOSS_NEWS_MS));
  const lost = await Promise.race([device.lost, late]);
  if (lost) {
    return new DeviceError('device-lost', `the WebGPU device is lost: ${lost.message}`, { cause });
  }
  if (cause instanceof DeviceError) return cause;
  return new DeviceError('device-failed', `the WebGPU device failed: ${String(cause)}`, { cause });
}
