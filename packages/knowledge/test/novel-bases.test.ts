import { novelBases } from '@pmklc/knowledge';
import { expect, test } from 'vitest';
import { concat, randomBases, reverseComplement } from '@pmklc/testing';
import { mutated } from './support.ts';

const first = randomBases(12_800);

test('what nothing came before is kept as it is', () => {
  expect(Buffer.compare(novelBases(first), first)).toBe(0);
  expect(novelBases(randomBases(10))).toEqual(randomBases(10));
  expect(novelBases(new Uint8Array(0)).length).toBe(0);
});

test('a near copy is left out, also of the other strand', () => {
  const copy = mutated(first, 200);
  for (const more of [first, copy, reverseComplement(first), reverseComplement(copy)]) {
    const kept = novelBases(concat(first, more));
    expect(Buffer.compare(kept.subarray(0, first.length), first)).toBe(0);
    expect(kept.length - first.length).toBeLessThan(0.1 * first.length);
  }
});

test('what is unrelated or far from a copy is kept', () => {
  for (const more of [randomBases(12_800, 2), mutated(first, 5)]) {
    const both = concat(first, more);
    expect(Buffer.compare(novelBases(both), both)).toBe(0);
  }
});
