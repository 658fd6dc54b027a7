/**
 * Places of frames in a source that may be damaged.
 */
import type { RandomAccessSource } from './file-source.ts';
import { MAX_FRAME_BYTES } from '../framing/format.ts';
import { tryHead } from '../framing/frame.ts';

/** Bytes looked at for one place where a frame may start. */
export const HEAD_BYTES = 8;
const CRC_BYTES = 4;

/** End of the frame that may start at `at`, by its length; undefined when none does, or it does not end. */
export async function claimedEnd(
  source: RandomAccessSource,
  at: number,
): Promise<number | undefined> {
  const head = tryHead(await readUpTo(source, at, HEAD_BYTES));
  if (head === undefined || !fits(source, at, head)) return undefined;
  return at + head.headBytes + head.length + CRC_BYTES;
}

/** Whether a frame of that length ends inside the source. */
export function fits(
  source: RandomAccessSource,
  at: number,
  { headBytes, length }: { headBytes: number; length: number },
): boolean {
  return length <= MAX_FRAME_BYTES && at + headBytes + length + CRC_BYTES <= source.size;
}

/** `most` bytes from `at` on, or all that there are. */
export async function readUpTo(
  source: RandomAccessSource,
  at: number,
  most: number,
): Promise<Uint8Array> {
  return source.read(at, Math.min(most, source.size - at));
}
