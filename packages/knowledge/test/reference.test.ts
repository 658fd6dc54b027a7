import { packReference, primerOf } from '@pmklc/knowledge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchesOf } from '../src/reference.ts';
import { randomBases } from './support.ts';

const sequences = fc.uint8Array({ max: 3, maxLength: 50 });

test('references of any length come back, one behind the other', () => {
  const property = fc.property(fc.array(sequences, { maxLength: 4 }), (all) => {
    const references = all.map((bases, i) => packReference(`${i}`, bases));
    expect([...primerOf(references)]).toEqual(all.flatMap((bases) => [...bases]));
    references.forEach(({ packed, baseCount }, i) => {
      expect(baseCount).toBe(all[i]!.length);
      expect(packed.length).toBe(Math.ceil(baseCount / 4));
    });
  });
  fc.assert(property);
});

test('the first base is in the lowest bits', () => {
  expect([...packReference('', Uint8Array.of(3, 0, 1, 2, 1)).packed]).toEqual([0b10010011, 1]);
});

test('stretches are what was asked for; the last one may be shorter', () => {
  const bases = randomBases(25);
  const reference = packReference('', bases);
  const expected = [...bases.subarray(0, 10), ...bases.subarray(20)];
  expect([...stretchesOf(reference, [0, 2], 10)]).toEqual(expected);
  expect(stretchesOf(reference, [], 10).length).toBe(0);
});
