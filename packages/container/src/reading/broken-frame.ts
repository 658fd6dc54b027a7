/**
 * The beginning of a frame that is cut off or damaged. Its checksum is of no use then: what is given here is
 * likely, not certain, and must never be passed on as if it were checked.
 */
import { equalBytes } from '@pmklc/core';
import { crc32 } from '../framing/checksum.ts';
import type { RandomAccessSource } from './file-source.ts';
import { MAGIC, MORE_FLAG } from '../framing/format.ts';
import type { Frame } from '../framing/frame.ts';
import { tryHead } from '../framing/frame.ts';
import { claimedEnd, HEAD_BYTES, readUpTo } from './frame-places.ts';
import { locateDamage } from './locate-damage.ts';
import { PREAMBLE_BYTES } from '../framing/preamble.ts';
import { MAX_END_MARKER_BYTES } from '../framing/trailer.ts';

/** A frame with the content that is before the damage. */
export interface BrokenFrame extends Frame {
  /** Description of the damage, for people. */
  readonly damage: string;
}

/** Offset at which the first frame is due behind a preamble, which an end marker may precede. */
export async function behindPreamble(
  source: RandomAccessSource,
  at: number,
): Promise<number | undefined> {
  const bytes = await readUpTo(source, at, MAX_END_MARKER_BYTES + PREAMBLE_BYTES);
  const found = bytes.findIndex((_, i) => isMagicAt(bytes, i));
  return found < 0 ? undefined : at + found + PREAMBLE_BYTES;
}

function isMagicAt(bytes: Uint8Array, start: number): boolean {
  return equalBytes(bytes.subarray(start, start + MAGIC.length), MAGIC);
}

/**
 * A frame that should be at `at`, where none is whole; undefined when nothing tells how far it is right.
 * @param next where the next whole frame starts, or the source ends
 */
export async function readBrokenFrame(
  source: RandomAccessSource,
  at: number,
  next: number,
): Promise<BrokenFrame | undefined> {
  const head = tryHead(await readUpTo(source, at, HEAD_BYTES));
  if (head === undefined) return undefined;
  const end = await claimedEnd(source, at);
  const bytes = await source.read(at, (end ?? source.size) - at);
  const crcAt = head.headBytes + head.length;
  if (end === undefined) {
    // A length is wrong that claims more than there is: the frame behind it was found by itself.
    if (next < source.size) return undefined;
    const damage = `it is cut off after ${source.size} bytes`;
    return { ...frameOf(bytes, head.headBytes, Math.min(crcAt, bytes.length), at), damage };
  }
  const stored = new DataView(bytes.buffer, bytes.byteOffset).getUint32(crcAt, true);
  const covered = bytes.subarray(0, crcAt);
  const wrong = locateDamage(covered, (crc32(covered) ^ stored) >>> 0);
  if (wrong === undefined || wrong < head.headBytes) return undefined;
  const damage = `bytes ${at + wrong} to ${end - 1} of the archive are damaged`;
  return { ...frameOf(bytes, head.headBytes, wrong, at), damage };
}

function frameOf(bytes: Uint8Array, from: number, to: number, offset: number): Frame {
  const kind = bytes[0]! & ~MORE_FLAG;
  return { kind, more: bytes[0] !== kind, content: bytes.subarray(from, to), offset };
}
