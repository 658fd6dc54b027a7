/**
 * The part of TensorFlow.js that the training code uses. `@tensorflow/tfjs-core` and all that re-export it (`tfjs`,
 * `tfjs-node`, `tfjs-node-gpu`) fit. Nothing of it is imported, not even types: the packages are optional, which one
 * runs is chosen when training starts (`backends.ts`), and their types need those of a browser.
 */

/** An array on a TensorFlow.js backend. */
export interface Tensor {
  readonly shape: number[];
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  dispose(): void;
}

/**
 * A {@link Tensor} or a number as an argument. TensorFlow.js wants its own class there, whose type is not at hand where
 * the package is not.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Argument = any;

/** TensorFlow.js as far as it is used: what `import * as tf from '@tensorflow/tfjs-core'` has, and more. */
export interface TensorFlow extends Operations {
  readonly version_core: string;
  enableProdMode(): void;
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  ready(): Promise<void>;
  backend(): unknown;
  tidy(work: () => Argument): unknown;
  keep(x: Argument): Tensor;
}

/** The result of the work; other tensors that it made are freed. */
export function tidied<T>(tf: TensorFlow, work: () => T): T {
  return tf.tidy(work) as T;
}

/** Operations on tensors, as TensorFlow.js documents them. */
interface Operations {
  tensor1d(values: Float32Array | Int32Array, dtype?: 'int32'): Tensor;
  tensor2d(values: Float32Array | number[][], shape?: [number, number]): Tensor;
  zeros(shape: [number, number]): Tensor;
  zerosLike(x: Argument): Tensor;
  cast(x: Argument, dtype: 'float32'): Tensor;
  oneHot(indices: Argument, depth: number): Tensor;
  gather(x: Argument, indices: Argument): Tensor;
  pad(x: Argument, widths: [number, number][]): Tensor;
  abs(x: Argument): Tensor;
  add(a: Argument, b: Argument): Tensor;
  sub(a: Argument, b: Argument): Tensor;
  mul(a: Argument, b: Argument): Tensor;
  div(a: Argument, b: Argument): Tensor;
  minimum(a: Argument, b: Argument): Tensor;
  clipByValue(x: Argument, least: number, most: number): Tensor;
  floor(x: Argument): Tensor;
  neg(x: Argument): Tensor;
  sqrt(x: Argument): Tensor;
  square(x: Argument): Tensor;
  sum(x: Argument, axis?: number): Tensor;
  mean(x: Argument): Tensor;
  softmax(x: Argument): Tensor;
  logSoftmax(x: Argument): Tensor;
  matMul(a: Argument, b: Argument, transposeA?: boolean, transposeB?: boolean): Tensor;
  readonly sparse: {
    sparseSegmentSum(data: Argument, indices: Argument, segments: Argument): Tensor;
  };
}
