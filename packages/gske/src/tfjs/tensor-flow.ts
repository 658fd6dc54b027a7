/**
 * The part of TensorFlow.js that the encoder uses. `@tensorflow/tfjs-core` and all that re-export
 * it (`tfjs`, `tfjs-node`, `tfjs-node-gpu`) fit, and nothing of it is imported here.
 */
import { DeviceError } from '../device-error.ts';

/** An array on a TensorFlow.js backend. */
export interface TfTensor {
  data(): Promise<ArrayLike<number>>;
  dispose(): void;
}

/**
 * A {@link TfTensor} as an argument. TensorFlow.js wants its own class there, whose type is not at
 * hand where the package is not.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type TfArgument = any;

/**
 * TensorFlow.js as far as it is used: what `import * as tf from '@tensorflow/tfjs-core'` has, and
 * more.
 */
export interface TensorFlow {
  ready(): Promise<void>;
  getBackend(): string;
  tidy(work: () => void): void;
  keep(x: TfArgument): TfTensor;
  tensor1d(values: Float32Array, dtype: 'float32'): TfTensor;
  slice(x: TfArgument, begin: number[], size: number[]): TfTensor;
  reshape(x: TfArgument, shape: number[]): TfTensor;
  matMul(a: TfArgument, b: TfArgument): TfTensor;
  add(a: TfArgument, b: TfArgument): TfTensor;
}

const NODE_GPU = '@tensorflow/tfjs-node-gpu';

/**
 * TensorFlow.js on CUDA, from the optional package `@tensorflow/tfjs-node-gpu`.
 *
 * @throws DeviceError `missing-package` when it is not installed or does not load
 */
export async function loadTensorFlowGpu(): Promise<TensorFlow> {
  try {
    // Not a literal: the package is optional, for bundlers and the type checker too.
    return (await import(/* @vite-ignore */ NODE_GPU)) as TensorFlow;
  } catch (cause) {
    throw new DeviceError(
      'missing-package',
      `${NODE_GPU} does not load: npm install ${NODE_GPU}@4.22.0 (needs CUDA 11.2, cuDNN 8.1, ` +
        'Node 20 or 22), or pass another TensorFlow.js, or use the backend wasm',
      { cause },
    );
  }
}
