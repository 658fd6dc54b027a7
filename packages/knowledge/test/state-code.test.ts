import { brotliCompressSync } from 'node:zlib';
import type { Segment } from '@pmklc/models';
import { readSegment } from '@pmklc/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeState, encodeState } from '../src/pack/state-code.ts';
import { codeOf } from './support.ts';

const LAYOUT: Segment[] = [
  { width: 2, count: 6, ranges: [[-30000, 30000]] },
  { width: 2, count: 4, ranges: [[13, 65522], [0, 255]] }, // prettier-ignore
  { width: 4, count: 5, ranges: [[-(2 ** 26), 2 ** 26]] },
];
/** Largest error: half a step of 128 in 16 bits, of 4096 in 32. */
const HALF_STEPS = [64, 64, 2048];

type Numbers = number[];

function partOf(numbers: Numbers): Uint8Array {
  const part = Buffer.alloc(2 * 10 + 4 * 5);
  numbers.forEach((x, i) => {
    if (i < 6) part.writeInt16LE(x, 2 * i);
    else if (i < 10) part.writeUInt16LE(x, 2 * i);
    else part.writeInt32LE(x, 4 * i - 20);
  });
  return new Uint8Array(part);
}

function numbersOf(part: Uint8Array): number[][] {
  let offset = 0;
  return LAYOUT.map((segment) => {
    const numbers = readSegment(part, offset, segment);
    offset += numbers.byteLength;
    return [...numbers];
  });
}

/** Any numbers that the model keeps. */
const parts = fc
  .tuple(
    ...LAYOUT.flatMap(({ count, ranges }) =>
      Array.from({ length: count }, (_, i) => {
        const [min, max] = ranges[i % ranges.length]!;
        return fc.integer({ min, max });
      }),
    ),
  )
  .map((numbers) => partOf(numbers));

test('what comes back is at most half a step away, and in its range', () => {
  const property = fc.property(parts, parts, (learned, initial) => {
    const decoded = numbersOf(decodeState(encodeState(learned, initial, LAYOUT), initial, LAYOUT));
    const expected = numbersOf(learned);
    decoded.forEach((numbers, s) => {
      const { ranges } = LAYOUT[s]!;
      numbers.forEach((x, i) => {
        const [low, high] = ranges[i % ranges.length]!;
        expect(Math.abs(x - expected[s]![i]!)).toBeLessThanOrEqual(HALF_STEPS[s]!);
        expect(x >= low && x <= high).toBe(true);
      });
    });
  });
  fc.assert(property);
});

describe('of damage', () => {
  const initial = partOf([0, 0, 0, 0, 0, 0, 100, 1, 100, 1, 0, 0, 0, 0, 0]);
  const changes = (...bytes: number[]) => brotliCompressSync(Uint8Array.from(bytes));

  test('changes beyond the range end at the range', () => {
    const huge = [0xfe, 0xff, 0xff, 0xff, 0x0f];
    const part = decodeState(changes(...huge, ...Array(14).fill(1)), initial, LAYOUT);
    expect(numbersOf(part)[0]![0]).toBe(30000);
    // A step down from 100 is below 13, and from 1 below 0.
    expect(numbersOf(part)[1]).toEqual([13, 0, 13, 0]);
  });

  test.each([
    ['no Brotli', 'corrupt', Uint8Array.of(255, 1, 2, 3)],
    ['nothing', 'corrupt', new Uint8Array(0)],
    ['too few numbers', 'truncated', changes(...Array(14).fill(0))],
    ['too many numbers', 'corrupt', changes(...Array(16).fill(0))],
    ['far more than there is room for', 'corrupt', brotliCompressSync(Buffer.alloc(2 ** 24))],
  ])('%s is %s', (_, code, state) => {
    expect(codeOf(() => decodeState(state, initial, LAYOUT))).toBe(code);
  });
});
