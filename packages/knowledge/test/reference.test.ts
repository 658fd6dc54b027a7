import { packReference } from '@pmklc/knowledge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basesOf } from '../src/pack/reference.ts';

const sequences = fc.uint8Array({ max: 3, maxLength: 50 });

test('references of any length come back, from any multiple of four on', () => {
  const property = fc.property(sequences, fc.nat(12), fc.nat(50), (bases, from, count) => {
    const reference = packReference('', bases);
    expect(reference.packed.length).toBe(Math.ceil(bases.length / 4));
    expect([...basesOf(reference)]).toEqual([...bases]);
    const end = Math.min(4 * from + count, bases.length);
    expect([...basesOf(reference, 4 * from, end)]).toEqual([...bases.subarray(4 * from, end)]);
  });
  fc.assert(property);
});

test('the first base is in the lowest bits', () => {
  expect([...packReference('', Uint8Array.of(3, 0, 1, 2, 1)).packed]).toEqual([0b10010011, 1]);
});
