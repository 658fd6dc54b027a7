export type { Bases, PackedBases } from './bases.ts';
export { packBases } from './bases.ts';
export { decode } from './decode.ts';
export type { DeviceErrorCode } from './device-error.ts';
export { DeviceError } from './device-error.ts';
export type { BackendName, EncodeOptions, Encoder, Encoding, SyncEncoder } from './encoder.ts';
export { createJsEncoder } from './js-encoder.ts';
export { tokensOverNonAcgt } from './non-acgt.ts';
export type { Tokens, TokenShape } from './shape.ts';
export { countTokens, MAX_K, MAX_S, tailStart, tokenBytes } from './shape.ts';
export type { StreamEnd, StreamPart } from './token-stream.ts';
export { TokenStream } from './token-stream.ts';
export type { VocabularyCap } from './vocabulary.ts';
export { checkVocabulary, vocabularyBytes } from './vocabulary.ts';
export type { WasmOptions } from './wasm/wasm-encoder.ts';
export { createWasmEncoder } from './wasm/wasm-encoder.ts';
export type { TensorFlow, TfTensor } from './tfjs/tensor-flow.ts';
export { loadTensorFlowGpu } from './tfjs/tensor-flow.ts';
export type { TfjsOptions } from './tfjs/tfjs-encoder.ts';
export { createTfjsEncoder } from './tfjs/tfjs-encoder.ts';
export type {
  GpuBinding,
  GpuBuffer,
  GpuCommandEncoder,
  GpuComputePass,
  GpuComputePipeline,
  GpuDevice,
  GpuQueue,
} from './webgpu/gpu-types.ts';
export type { Gpu } from './webgpu/request-gpu.ts';
export { requestGpu } from './webgpu/request-gpu.ts';
export type { WebGpuOptions } from './webgpu/webgpu-encoder.ts';
export { createWebGpuEncoder } from './webgpu/webgpu-encoder.ts';
export type { AutoEncoder, AutoOptions } from './auto/auto-encoder.ts';
export type { EncoderOptions } from './create-encoder.ts';
export { createEncoder } from './create-encoder.ts';
