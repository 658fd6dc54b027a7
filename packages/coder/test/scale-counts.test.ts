import { scaleCounts } from '@pmklc/coder';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each<[number[], number, number[]]>([
  [[0, 0, 0, 0], 2, [1, 1, 1, 1]],
  [[1, 1, 1, 1], 16, [16384, 16384, 16384, 16384]],
  [[0, 0, 0, 0], 16, [65533, 1, 1, 1]],
  [[0, 9, 0, 0], 16, [1, 65533, 1, 1]],
  [[1, 2], 2, [1, 3]],
  [[5], 1, [2]],
])('counts %j out of 2^%d', (counts, totalBits, frequencies) => {
  expect([...scaleCounts(counts, totalBits)]).toEqual(frequencies);
});

test('frequencies are at least 1 and sum to the total', () => {
  const counts = fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 1, maxLength: 2048 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 11, max: 20 }), (xs, totalBits) => {
      const freq = scaleCounts(xs, totalBits);
      expect(freq.every((f) => f >= 1)).toBe(true);
      expect(freq.reduce((a, b) => a + b, 0)).toBe(2 ** totalBits);
    }),
  );
});

test.each<[number[], number]>([
  [[], 4],
  [[1, 1, 1], 1],
  [[1], 0],
  [[1], 21],
  [[2 ** 31, 2 ** 31], 4],
])('refused: %j out of 2^%d', (counts, totalBits) => {
  expect(() => scaleCounts(counts, totalBits)).toThrow(RangeError);
});
