import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const MAX = Number.MAX_SAFE_INTEGER;

// [value, hex]. Bytes on disk depend on these: a change is a format change.
// The encodings of 624485 and of the powers of two are the LEB128 definition's own examples.
const VECTORS: [number, string][] = [
  [0, '00'],
  [1, '01'],
  [127, '7f'],
  [128, '8001'],
  [16383, 'ff7f'],
  [16384, '808001'],
  [624485, 'e58e26'],
  [2 ** 32, '8080808010'],
  [MAX, 'ffffffffffffff0f'],
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const read = (text: string) => new ByteReader(Buffer.from(text, 'hex'));

function varint(x: number): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(x);
  return writer.toUint8Array();
}

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  return 'no error';
}

test.each(VECTORS)('golden varint %d', (value, bytes) => {
  expect(hex(varint(value))).toBe(bytes);
  expect(read(bytes).varint()).toBe(value);
});

test('round trip of any sequence of values', () => {
  const item = fc.oneof(
    fc.record({ kind: fc.constant('u8' as const), value: fc.integer({ min: 0, max: 255 }) }),
    fc.record({ kind: fc.constant('varint' as const), value: fc.maxSafeNat() }),
    fc.record({ kind: fc.constant('bytes' as const), value: fc.uint8Array({ max: 255 }) }),
  );
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const writer = new ByteWriter();
      for (const { kind, value } of items) {
        if (kind === 'bytes') writer.bytes(value);
        else writer[kind](value);
      }
      const reader = new ByteReader(writer.toUint8Array());
      expect(reader.remaining).toBe(writer.length);
      for (const { kind, value } of items) {
        if (kind === 'bytes') expect(reader.bytes(value.length)).toEqual(value);
        else expect(reader[kind]()).toBe(value);
      }
      expect(reader.remaining).toBe(0);
    }),
  );
});

describe('a reader of damaged data', () => {
  test.each([
    ['the end of the data', ''],
    ['an unfinished integer', '8080'],
  ])('reports %s as truncated', (_, bytes) => {
    expect(codeOf(() => read(bytes).varint())).toBe('truncated');
  });

  test.each([
    ['2^53', '8080808080808010'],
    ['a ninth byte', 'ffffffffffffffff00'],
    ['a padded zero', '8000'],
    ['a padded one', '818000'],
  ])('reports %s as corrupt', (_, bytes) => {
    expect(codeOf(() => read(bytes).varint())).toBe('corrupt');
  });

  test('never gives fewer bytes than asked for', () => {
    const reader = read('0102');
    expect(codeOf(() => reader.bytes(3))).toBe('truncated');
    expect(hex(reader.bytes(2))).toBe('0102');
    expect(codeOf(() => reader.u8())).toBe('truncated');
  });

  test('accepts a byte string only if writing its value gives it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 10 }), (bytes) => {
        const reader = new ByteReader(bytes);
        let value: number;
        try {
          value = reader.varint();
        } catch (error) {
          expect(error).toBeInstanceOf(PmklcError);
          return;
        }
        expect(varint(value)).toEqual(bytes.slice(0, reader.position));
      }),
    );
  });
});

describe('a bad call', () => {
  test.each([-1, 256, 1.5, Number.NaN])('u8(%d) is a RangeError', (x) => {
    expect(() => new ByteWriter().u8(x)).toThrow(RangeError);
  });

  test.each([-1, 0.5, 2 ** 53, Number.NaN, Infinity])('varint(%d) is a RangeError', (x) => {
    expect(() => new ByteWriter().varint(x)).toThrow(RangeError);
  });

  test.each([-1, 0.5, Number.NaN])('bytes(%d) is a RangeError', (n) => {
    expect(() => read('00').bytes(n)).toThrow(RangeError);
  });
});

test('the array of a writer is a copy', () => {
  const writer = new ByteWriter();
  writer.u8(1);
  const before = writer.toUint8Array();
  writer.u8(2);
  before[0] = 9;
  expect(hex(writer.toUint8Array())).toBe('0102');
});
