/**
 * Parts of snapshots, small enough to ship: what learning changed, in steps of the size that was found
 * to lose nothing, then Brotli. Format: docs/format/knowledge.md, "States".
 *
 * With steps of 128 in 16 bits the network of level 6 takes 0.1 MB of 0.9, and files of dev change by
 * 0.03 % at most, some up and some down; steps of 8 take 0.4 MB.
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { brotliCompress, brotliDecompress } from '@pmklc/core/brotli';
import { readSegment, type Segment } from '@pmklc/models';

/** log2 of the step, of 16-bit numbers and of 32-bit ones. */
const STEP_BITS = { 2: 7, 4: 12 } as const;
/** The most bytes that a change takes. */
const MAX_CHANGE_BYTES = 5;

/**
 * @param part learned
 * @param initial the same part before learning
 */
export function encodeState(
  part: Uint8Array,
  initial: Uint8Array,
  layout: readonly Segment[],
): Uint8Array {
  const writer = new ByteWriter();
  let offset = 0;
  for (const segment of layout) {
    const learned = readSegment(part, offset, segment);
    const first = readSegment(initial, offset, segment);
    const step = 2 ** STEP_BITS[segment.width];
    learned.forEach((x, i) => writer.varint(zigzag(Math.round((x - first[i]!) / step))));
    offset += learned.byteLength;
  }
  return brotliCompress(writer.toUint8Array(), { quality: 11, windowBits: 24 });
}

/**
 * The part, every number within its range.
 * @throws PmklcError `corrupt` or `truncated`
 */
export function decodeState(
  state: Uint8Array,
  initial: Uint8Array,
  layout: readonly Segment[],
): Uint8Array {
  const count = layout.reduce((sum, segment) => sum + segment.count, 0);
  const changes = new ByteReader(unpack(state, count));
  const part = new Uint8Array(initial.length);
  let offset = 0;
  for (const segment of layout) {
    const numbers = new Int32Array(readSegment(initial, offset, segment));
    applyChanges(numbers, changes, segment);
    const { buffer } = segment.width === 4 ? numbers : new Int16Array(numbers);
    part.set(new Uint8Array(buffer), offset);
    offset += buffer.byteLength;
  }
  if (changes.remaining > 0) throw new PmklcError('corrupt', 'bytes follow a state');
  return part;
}

/** Reads a varint for each number. */
function applyChanges(numbers: Int32Array, changes: ByteReader, { ranges, width }: Segment): void {
  const step = 2 ** STEP_BITS[width];
  for (let i = 0; i < numbers.length; i++) {
    const change = changes.varint();
    if (change === 0) continue;
    const range = ranges[i % ranges.length]!;
    numbers[i] = Math.max(range[0], Math.min(range[1], numbers[i]! + step * unzigzag(change)));
  }
}

function unpack(state: Uint8Array, count: number): Uint8Array {
  const what = 'a state';
  try {
    return brotliDecompress(state, { what, limitBytes: count * MAX_CHANGE_BYTES + 1 });
  } catch (cause) {
    throw new PmklcError('corrupt', `${what} cannot be unpacked`, { cause });
  }
}

const zigzag = (x: number): number => (x < 0 ? -2 * x - 1 : 2 * x);
const unzigzag = (x: number): number => (x % 2 === 0 ? x / 2 : -(x + 1) / 2);
