/**
 * The part of WebGPU that the encoder uses. A browser's `GPUDevice` and that of the `webgpu`
 * package fit; their own types are not needed to compile, on neither side.
 */

/** A handle that is only passed on; WebGPU wants its own classes, whose types may not be at hand. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Handle = any;

/** A `GPUBuffer`. */
export interface GpuBuffer {
  mapAsync(mode: number, offset: number, size: number): Promise<unknown>;
  getMappedRange(offset: number, size: number): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

/** A `GPUQueue`. */
export interface GpuQueue {
  writeBuffer(
    buffer: GpuBuffer,
    offset: number,
    data: Uint8Array | Uint32Array,
    dataOffset?: number,
    size?: number,
  ): void;
  submit(commands: Handle[]): void;
}

/** A `GPUComputePassEncoder`. */
export interface GpuComputePass {
  setPipeline(pipeline: GpuComputePipeline): void;
  setBindGroup(index: number, group: Handle): void;
  dispatchWorkgroups(x: number): void;
  end(): void;
}

/** A `GPUCommandEncoder`. */
export interface GpuCommandEncoder {
  beginComputePass(): GpuComputePass;
  copyBufferToBuffer(
    from: GpuBuffer,
    fromOffset: number,
    to: GpuBuffer,
    toOffset: number,
    size: number,
  ): void;
  finish(): Handle;
}

/** A `GPUComputePipeline`. */
export interface GpuComputePipeline {
  getBindGroupLayout(index: number): Handle;
}

/** An entry of a `GPUBindGroup`. */
export interface GpuBinding {
  readonly binding: number;
  /** `{ buffer }` */
  readonly resource: Handle;
}

/** A `GPUDevice`. */
export interface GpuDevice {
  readonly limits: {
    readonly maxStorageBufferBindingSize: number;
    readonly maxComputeWorkgroupsPerDimension: number;
  };
  readonly lost: Promise<{ readonly message: string }>;
  readonly queue: GpuQueue;
  createBuffer(descriptor: { size: number; usage: number }): GpuBuffer;
  createShaderModule(descriptor: { code: string }): Handle;
  createComputePipeline(descriptor: {
    layout: 'auto';
    compute: { module: Handle; entryPoint: string };
  }): GpuComputePipeline;
  createBindGroup(descriptor: { layout: Handle; entries: GpuBinding[] }): Handle;
  createCommandEncoder(): GpuCommandEncoder;
  pushErrorScope(filter: 'validation' | 'out-of-memory' | 'internal'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  destroy(): void;
}

/** `GPUBufferUsage` and `GPUMapMode`, whose values the WebGPU specification fixes. */
export const USAGE = {
  MAP_READ: 0x1,
  COPY_SRC: 0x4,
  COPY_DST: 0x8,
  UNIFORM: 0x40,
  STORAGE: 0x80,
} as const;

export const MAP_MODE_READ = 0x1;
