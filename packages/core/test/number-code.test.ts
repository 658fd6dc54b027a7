import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PmklcError } from '@pmklc/core';
import { ByteBuffer } from '../src/byte-buffer.ts';
import { codeLength, NumberReader, writeNumber } from '../src/number-code.ts';
import { bytesOf, hexOf } from '@pmklc/testing';

function codeOf(value: number): Uint8Array {
  const buffer = new ByteBuffer(1);
  writeNumber(buffer, value);
  return buffer.view();
}

const VECTORS: [number, string][] = [
  [0, '00'],
  [127, '7f'],
  [128, '8000'],
  [16511, 'bfff'],
  [16512, 'c00000'],
  [2113663, 'dfffff'],
  [2113664, 'e000204080'],
  [2 ** 32 - 1, 'e0ffffffff'],
];

test.each(VECTORS)('golden: %i is %s', (value, hex) => {
  expect(hexOf(codeOf(value))).toBe(hex);
  expect(codeLength(codeOf(value)[0]!)).toBe(hex.length / 2);
});

test('numbers come back in order', () => {
  const number = fc.oneof(fc.nat(300), fc.nat(3000000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      const buffer = new ByteBuffer(1);
      for (const n of numbers) writeNumber(buffer, n);
      const reader = new NumberReader(buffer.view());
      for (const n of numbers) expect(reader.next()).toBe(n);
      expect(reader.remaining).toBe(0);
    }),
  );
});

test.each(['\x80', '\xc0\0', '\xe0\0\0\0', '\xe0\0\x20\x40\x7f', '\xe1\xff\xff\xff\xff'])(
  'no other bytes are a number: %j',
  (text) => {
    expect(() => new NumberReader(bytesOf(text)).next()).toThrow(PmklcError);
  },
);
