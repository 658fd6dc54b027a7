/**
 * TensorFlow.js as the training code sees it. Only its types are imported here: the packages are
 * optional, and which one runs is chosen when training starts (`backends.ts`).
 */
import type * as core from '@tensorflow/tfjs-core';

/** `@tensorflow/tfjs-core`, or one that re-exports it: `tfjs`, `tfjs-node`, `tfjs-node-gpu`. */
export type TensorFlow = typeof core;

export type Tensor = core.Tensor;
