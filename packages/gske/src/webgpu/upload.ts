/** Bases into a device buffer, whose writes must be whole words. */
import type { Bases } from '../bases.ts';
import type { GpuBuffer, GpuQueue } from './gpu-types.ts';

/** The kernel reads this many bytes at a time; what fills the last ones up must be bases. */
const BLOCK = 16;
const FILL = 'A'.charCodeAt(0);

/** Writes `bases` to the start of `buffer`; gives where in the first byte they start. */
export function uploadBases(queue: GpuQueue, buffer: GpuBuffer, bases: Bases): number {
  if (bases instanceof Uint8Array) {
    upload(queue, buffer, bases, FILL);
    return 0;
  }
  const { packed, start = 0, length } = bases;
  upload(queue, buffer, packed.subarray(0, Math.ceil((start + length) / 4)), 0);
  return start;
}

function upload(queue: GpuQueue, buffer: GpuBuffer, bytes: Uint8Array, fill: number): void {
  const whole = bytes.length - (bytes.length % BLOCK);
  if (whole > 0) queue.writeBuffer(buffer, 0, bytes, 0, whole);
  if (whole === bytes.length) return;
  const last = new Uint8Array(BLOCK).fill(fill);
  last.set(bytes.subarray(whole));
  queue.writeBuffer(buffer, whole, last);
}
