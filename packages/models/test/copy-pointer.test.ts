import { expect, test } from 'vitest';
import { badness, CONFIDENCE_CLASSES, CopyPointer } from '../src/repeats/copy-pointer.ts';

/** A copy of some age without misses in sight, and of a miss rate. */
function copyOf(age: number, missRate: number): CopyPointer {
  return Object.assign(new CopyPointer(), { age, missRate });
}

test('the miss rate follows what came, and stays in its range', () => {
  const copy = copyOf(0, 0);
  for (let i = 0; i < 10_000; i++) copy.learn(i % 16 !== 0);
  expect(copy.missRate).toBeGreaterThan(65536 / 20);
  expect(copy.missRate).toBeLessThan(65536 / 12);
  for (let i = 0; i < 2_000; i++) copy.learn(true);
  expect(copy.missRate).toBe(0);
  for (let i = 0; i < 20_000; i++) copy.learn(false);
  expect(copy.missRate).toBeGreaterThan(65535 - 128);
  expect(copy.missRate).toBeLessThanOrEqual(65535);
});

test('old copies of the same last bases differ by their miss rates, young ones do not', () => {
  const rates = [0, 120, 400, 1200, 3000, 6000, 65535];
  const classesAt = (age: number) => rates.map((rate) => copyOf(age, rate).confidenceClass % 8);
  expect(classesAt(64)).toEqual([2, 3, 4, 5, 6, 7, 7]);
  expect(classesAt(63)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(classesAt(15)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const last = Object.assign(copyOf(64, 65535), { flip: 3, misses: -1, run: 1024 });
  expect(last.confidenceClass).toBe(CONFIDENCE_CLASSES - 1);
});

test('a copy is as bad as its last bases, or as its miss rate', () => {
  const [newest, oldest] = [0x8000_0000, 1];
  expect([badness(newest), badness(oldest)]).toEqual([4, 1]);
  expect(Object.assign(copyOf(100, 0), { misses: newest | oldest }).badness).toBe(5);
  expect(Object.assign(copyOf(100, 6 << 9), { misses: newest | oldest }).badness).toBe(6);
});
