/** Places where damage is found, against those where it was done. */
import { crc32 } from '@pmklc/container';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locateDamage } from '../src/reading/locate-damage.ts';

/** Bytes without runs of equal ones. */
const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24);

function locate(original: Uint8Array, damaged: Uint8Array): number | undefined {
  return locateDamage(damaged, (crc32(original) ^ crc32(damaged)) >>> 0);
}

test('one wrong byte is found, wherever it is', () => {
  const original = noise(5000);
  fc.assert(
    fc.property(fc.nat(4999), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const damaged = original.slice();
      damaged[at]! ^= difference;
      // The first of several places that fit.
      expect(locate(original, damaged)).toBeLessThanOrEqual(at);
      expect(locate(original, damaged)).toBeGreaterThan(at - 5000);
    }),
  );
  const damaged = original.slice();
  damaged[4000]! ^= 0x41;
  expect(locate(original, damaged)).toBe(4000);
});

test('one wrong bit is found among a million bytes', () => {
  const original = noise(2 ** 20);
  const damaged = original.slice();
  damaged[700_000]! ^= 0x10;
  expect(locate(original, damaged)).toBe(700_000);
});

test('a wrong byte in the checksum itself leaves all bytes right', () => {
  expect(locateDamage(noise(100), 0x1200)).toBe(100);
});

test('a run of equal bytes begins where it was written over the rest', () => {
  const original = noise(5000);
  const damaged = original.slice().fill(0, 3000, 3200);
  expect(locate(original, damaged)).toBe(3000);
});

test('several wrong bytes are nowhere', () => {
  const original = noise(5000);
  const damaged = original.slice();
  for (const at of [1000, 2000, 3000]) damaged[at]! ^= 0x55;
  expect(locate(original, damaged)).toBeUndefined();
});
