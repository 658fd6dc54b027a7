/**
 * One call on its way through the device: up to two slices in flight, collected in the order they
 * started.
 */
import type { Bases } from '../bases.ts';
import { DeviceError } from '../device-error.ts';
import type { Slice } from '../kernel-encoder.ts';
import type { RunList } from '../non-acgt.ts';
import { findNonAcgt } from '../non-acgt.ts';
import type { Tokens, TokenShape } from '../shape.ts';
import type { GpuDevice } from './gpu-types.ts';
import { MAP_MODE_READ } from './gpu-types.ts';
import { kernelVariant } from './kernel.ts';
import type { SliceLayout } from './layout.ts';
import { kernelParams } from './layout.ts';
import { getPipeline } from './pipelines.ts';
import type { Slot } from './slot.ts';
import { createSlot, destroySlot, submitSlot } from './slot.ts';
import { uploadBases } from './upload.ts';

const SLOTS = 2;

interface Running {
  readonly slot: Slot;
  readonly slice: Slice;
  readonly bases: Bases;
  readonly groups: number;
  readonly done: Promise<void>;
}

/** Destination of a call's results. */
export interface CallResult {
  readonly shape: TokenShape;
  readonly tokens: Tokens;
  readonly runs: RunList;
}

export class DeviceCall {
  readonly #device: GpuDevice;
  readonly #layout: SliceLayout;
  readonly #result: CallResult;
  readonly #idle: Slot[] = [];
  readonly #running: Running[] = [];

  constructor(device: GpuDevice, layout: SliceLayout, result: CallResult) {
    this.#device = device;
    this.#layout = layout;
    this.#result = result;
  }

  /** Starts a slice as soon as there is a slot; `bases` are those of the slice. */
  async start(slice: Slice, bases: Bases): Promise<void> {
    const count = slice.end - slice.first;
    if (count === 0) {
      this.#findRuns(bases, 0, bases.length, slice.from);
      return;
    }
    const slot = await this.#freeSlot();
    const groups = Math.ceil(count / this.#layout.tokensPerGroup);
    const done = this.#run(slot, bases, groups);
    done.catch(() => {}); // awaited when its turn comes, unless another failure comes first
    this.#running.push({ slot, slice, bases, groups, done });
  }

  /** Waits for all that was started. */
  async finish(): Promise<void> {
    while (this.#running.length > 0) this.#idle.push(await this.#collect());
  }

  /** Frees the buffers, in use or not. */
  destroy(): void {
    for (const { slot } of this.#running) destroySlot(slot);
    for (const slot of this.#idle) destroySlot(slot);
  }

  async #freeSlot(): Promise<Slot> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#running.length < SLOTS) return createSlot(this.#device, this.#layout);
    return this.#collect();
  }

  /** Upload, kernel, and the copy that the host can read; done when that is readable. */
  async #run(slot: Slot, bases: Bases, groups: number): Promise<void> {
    const device = this.#device;
    const { shape } = this.#result;
    const packed = !(bases instanceof Uint8Array);
    device.pushErrorScope('validation');
    device.pushErrorScope('out-of-memory');
    const start = uploadBases(device.queue, slot.input, bases);
    device.queue.writeBuffer(slot.params, 0, kernelParams(shape, this.#layout, start));
    const pipeline = getPipeline(device, kernelVariant(shape, packed));
    submitSlot(device, pipeline, slot, groups, this.#layout);
    const errors = Promise.all([device.popErrorScope(), device.popErrorScope()]);
    const bytes = groups * (this.#layout.wordsPerGroup + 1) * 4;
    const mapped = slot.readBack.mapAsync(MAP_MODE_READ, 0, bytes);
    mapped.catch(() => {}); // the errors say more
    const [memory, validation] = await errors;
    if (memory) throw new DeviceError('out-of-memory', memory.message);
    if (validation) throw new DeviceError('device-failed', validation.message);
    await mapped;
  }

  /** Waits for the oldest slice and takes its tokens and flags; gives its slot back. */
  async #collect(): Promise<Slot> {
    const { slot, slice, bases, groups, done } = this.#running[0];
    await done;
    const words = groups * this.#layout.wordsPerGroup;
    const memory = slot.readBack.getMappedRange(0, (words + groups) * 4);
    const tokens = this.#result.tokens.subarray(slice.first, slice.end);
    const bytes = new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength);
    bytes.set(new Uint8Array(memory, 0, bytes.length));
    this.#takeFlags(new Uint32Array(memory, words * 4, groups), bases, slice.from);
    slot.readBack.unmap();
    this.#running.shift();
    return slot;
  }

  /** Looks for non-ACGT bytes where a workgroup saw one; the last has all up to the end. */
  #takeFlags(flags: Uint32Array, bases: Bases, offset: number): void {
    const step = this.#layout.tokensPerGroup * this.#result.shape.s;
    for (let g = 0; g < flags.length; g++) {
      if (flags[g] === 0) continue;
      const to = g === flags.length - 1 ? bases.length : (g + 1) * step;
      this.#findRuns(bases, g * step, to, offset);
    }
  }

  #findRuns(bases: Bases, from: number, to: number, offset: number): void {
    if (bases instanceof Uint8Array) findNonAcgt(bases, from, to, offset, this.#result.runs);
  }
}
