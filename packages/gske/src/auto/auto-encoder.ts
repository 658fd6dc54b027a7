/**
 * Picks a backend for each call by its size and by what is there, and says which and why.
 *
 * Small calls never wake a GPU: it is asked for when the first large one comes. Then, once a shape,
 * the faster of the two is found out. A GPU that fails is given up, and the call it failed at is
 * done again on this thread, from the same input.
 */
import type { Bases } from '../bases.ts';
import { DeviceError } from '../device-error.ts';
import type { EncodeOptions, Encoder, Encoding } from '../encoder.ts';
import type { TokenShape } from '../shape.ts';
import type { Verdict } from './trial.ts';
import { tryBoth } from './trial.ts';
import type { Gpu } from '../webgpu/request-gpu.ts';
import { requestGpu } from '../webgpu/request-gpu.ts';
import type { GpuDevice } from '../webgpu/gpu-types.ts';
import { createWebGpuEncoder } from '../webgpu/webgpu-encoder.ts';

/**
 * Least bytes of input for a GPU: with fewer a call is over before it is awake, `wasm` takes about
 * 10 ms.
 */
const GPU_FROM_BYTES = 1 << 26;

/** Options of `auto`: what it may use. */
export interface AutoOptions {
  /** A device of the caller's, who destroys it. Default: one of its own, see `requestGpu`. */
  readonly device?: GpuDevice;
  /**
   * Input of fewer bytes than this stays on the processor, all other goes to a GPU; `Infinity`: no
   * GPU. Default: 2^26, and from there on whichever is faster in a trial.
   */
  readonly gpuFromBytes?: number;
  /** Function that gets a GPU. Default `requestGpu`. */
  readonly findGpu?: () => Promise<Gpu>;
}

/** An encoder that chooses; `choice` says what it chose last. */
export interface AutoEncoder extends Encoder {
  /** The backend of the last call (before any: of a small one), and why it was that. */
  readonly choice: string;
}

/** @param local does all that no GPU does, as `wasm` or `js` */
export function createAutoEncoder(
  local: Encoder,
  why: string,
  options: AutoOptions = {},
): AutoEncoder {
  return new Auto(local, why, options);
}

type Call = Readonly<Parameters<Encoder['encode']>>;

/** Bytes of the input; 0 for what is no input, which the encoder refuses. */
function bytesOf(bases: Bases): number {
  return bases instanceof Uint8Array ? bases.length : (bases?.packed?.length ?? 0);
}

class Auto implements AutoEncoder {
  readonly #local: Encoder;
  readonly #localWhy: string;
  readonly #options: AutoOptions;
  #choice: string;
  #last: Encoder;
  /** The GPU, or why there is none; asked for once. */
  #gpu: Promise<Encoder | string> | undefined;
  #own: GpuDevice | undefined;
  /** Verdicts of trials, by kind of input and shape. */
  readonly #verdicts = new Map<string, Verdict>();

  constructor(local: Encoder, why: string, options: AutoOptions) {
    this.#local = local;
    this.#last = local;
    this.#localWhy = why;
    this.#options = options;
    this.#choice = `${local.backend}: ${why}`;
  }

  get backend() {
    return this.#last.backend;
  }

  get choice() {
    return this.#choice;
  }

  async encode(bases: Bases, shape: TokenShape, options?: EncodeOptions): Promise<Encoding> {
    const bytes = bytesOf(bases);
    const { gpuFromBytes = GPU_FROM_BYTES } = this.#options;
    const call = [bases, shape, options] as const;
    if (bytes < gpuFromBytes) {
      return this.#run(this.#local, `${bytes} bytes are fewer than ${gpuFromBytes}`, call);
    }
    const gpu = await (this.#gpu ??= this.#findGpu());
    if (typeof gpu === 'string') return this.#run(this.#local, gpu, call);
    try {
      const { encoder, why } = await this.#choose(gpu, call);
      return await this.#run(encoder, why, call);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      const why = this.#giveUp(error);
      return this.#run(this.#local, why, call);
    }
  }

  destroy(): void {
    this.#own?.destroy();
    this.#local.destroy();
  }

  /** The GPU or not, for a call that is large enough for one. */
  async #choose(gpu: Encoder, [bases, shape, options]: Call): Promise<Verdict> {
    const { gpuFromBytes } = this.#options;
    if (gpuFromBytes !== undefined) {
      return { encoder: gpu, why: `${bytesOf(bases)} bytes are at least ${gpuFromBytes}` };
    }
    const key = `${bases instanceof Uint8Array ? 'ascii' : 'packed'} ${shape.s} ${shape.k}`;
    const known = this.#verdicts.get(key);
    if (known) return known;
    const verdict = await tryBoth(this.#local, gpu, bases, shape, options);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  #run(encoder: Encoder, why: string, call: Call): Promise<Encoding> {
    this.#last = encoder;
    const also = encoder === this.#local ? `; ${this.#localWhy}` : '';
    this.#choice = `${encoder.backend}: ${why}${also}`;
    return encoder.encode(...call);
  }

  #giveUp(error: DeviceError): string {
    const why = `webgpu was given up: ${error.message}`;
    this.#gpu = Promise.resolve(why);
    this.#own?.destroy();
    this.#own = undefined;
    return why;
  }

  async #findGpu(): Promise<Encoder | string> {
    const { device, findGpu = requestGpu } = this.#options;
    if (device) return createWebGpuEncoder({ device });
    try {
      const gpu = await findGpu();
      if (gpu.software) {
        gpu.device.destroy();
        return `${gpu.name} is a processor pretending to be a GPU`;
      }
      this.#own = gpu.device;
      return createWebGpuEncoder({ device: gpu.device });
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      return error.message;
    }
  }
}
