/**
 * The buffers of one slice in flight. Two slots take turns: while the device works on one, the
 * host fills or empties the other.
 */
import { DeviceError } from '../device-error.ts';
import type { GpuBuffer, GpuComputePipeline, GpuDevice } from './gpu-types.ts';
import { USAGE } from './gpu-types.ts';
import type { SliceLayout } from './layout.ts';
import { PARAMS_BYTES } from './layout.ts';

export interface Slot {
  readonly params: GpuBuffer;
  readonly input: GpuBuffer;
  readonly tokens: GpuBuffer;
  readonly flags: GpuBuffer;
  /** Tokens, then flags, for the host to read. */
  readonly readBack: GpuBuffer;
}

/**
 * @throws DeviceError `out-of-memory` when the device has no room
 */
export async function createSlot(device: GpuDevice, layout: SliceLayout): Promise<Slot> {
  device.pushErrorScope('out-of-memory');
  const { STORAGE, UNIFORM, COPY_DST, COPY_SRC, MAP_READ } = USAGE;
  const create = (size: number, usage: number) => device.createBuffer({ size, usage });
  const slot = {
    params: create(PARAMS_BYTES, UNIFORM | COPY_DST),
    input: create(layout.inputBytes, STORAGE | COPY_DST),
    tokens: create(layout.tokenBytes, STORAGE | COPY_SRC),
    flags: create(layout.flagBytes, STORAGE | COPY_SRC),
    readBack: create(layout.tokenBytes + layout.flagBytes, MAP_READ | COPY_DST),
  };
  const error = await device.popErrorScope();
  if (error) {
    destroySlot(slot);
    throw new DeviceError('out-of-memory', `the device has no room: ${error.message}`);
  }
  return slot;
}

export function destroySlot(slot: Slot): void {
  for (const buffer of Object.values(slot) as GpuBuffer[]) buffer.destroy();
}

/** Starts the kernel over what was written to `slot`, and the copies that the host will read. */
export function submitSlot(
  device: GpuDevice,
  pipeline: GpuComputePipeline,
  slot: Slot,
  groups: number,
  layout: SliceLayout,
): void {
  const buffers = [slot.params, slot.input, slot.tokens, slot.flags];
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const commands = device.createCommandEncoder();
  const pass = commands.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(groups);
  pass.end();
  const tokenBytes = groups * layout.wordsPerGroup * 4;
  commands.copyBufferToBuffer(slot.tokens, 0, slot.readBack, 0, tokenBytes);
  commands.copyBufferToBuffer(slot.flags, 0, slot.readBack, tokenBytes, groups * 4);
  device.queue.submit([commands.finish()]);
}
