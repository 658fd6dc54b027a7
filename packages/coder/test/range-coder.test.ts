import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { RangeDecoder, RangeEncoder } from '@pmklc/coder';
import { PmklcError } from '@pmklc/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** [start, freq, totalBits] */
type Symbol = [number, number, number];

interface Vector {
  name: string;
  symbols: Symbol[];
  payload: string;
}

// Made by tools/vectors/coder.mjs. Bytes on disk depend on these: a change is a format change.
const VECTORS = JSON.parse(
  readFileSync(new URL('vectors.golden.json', import.meta.url), 'utf8'),
) as Vector[];

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function encode(symbols: Symbol[]): Uint8Array {
  const encoder = new RangeEncoder();
  for (const symbol of symbols) encoder.encode(...symbol);
  return encoder.finish();
}

/** Throws unless every target lies in the interval that was coded. */
function decode(payload: Uint8Array, symbols: Symbol[]): void {
  const decoder = new RangeDecoder(payload);
  for (const [start, freq, totalBits] of symbols) {
    const target = decoder.target(totalBits);
    expect(target).toBeGreaterThanOrEqual(start);
    expect(target).toBeLessThan(start + freq);
    decoder.consume(start, freq, totalBits);
  }
  decoder.finish();
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

const symbol = fc
  .integer({ min: 1, max: 20 })
  .chain((totalBits) =>
    fc
      .integer({ min: 0, max: 2 ** totalBits - 1 })
      .chain((start) =>
        fc
          .integer({ min: 1, max: 2 ** totalBits - start })
          .map((freq): Symbol => [start, freq, totalBits]),
      ),
  );

describe.each(VECTORS)('golden: $name', ({ symbols, payload }) => {
  test('encodes', () => expect(toHex(encode(symbols))).toBe(payload));
  test('decodes', () => decode(Buffer.from(payload, 'hex'), symbols));
});

test('the vectors are what their generator writes', () => {
  const script = new URL('../../../tools/vectors/coder.mjs', import.meta.url);
  execFileSync(process.execPath, [script.pathname, '--check']);
});

test('round trip of any intervals', () => {
  fc.assert(
    fc.property(fc.array(symbol, { maxLength: 300 }), (xs) => decode(encode(xs), xs)),
    {
      numRuns: 300,
    },
  );
});

test('round trip of runs of one interval, whose payloads end in zeros or carries', () => {
  fc.assert(
    fc.property(symbol, fc.integer({ min: 1, max: 3000 }), (one, count) => {
      const symbols = Array.from({ length: count }, () => one);
      decode(encode(symbols), symbols);
    }),
    { numRuns: 100 },
  );
});

test('a payload never ends in a zero byte that could be dropped', () => {
  fc.assert(
    fc.property(fc.array(symbol, { maxLength: 50 }), (symbols) => {
      const payload = encode(symbols);
      if (payload.at(-1) !== 0) return;
      expect(codeOf(() => decode(payload.subarray(0, -1), symbols))).toBe('truncated');
    }),
  );
});

test('a payload cut short is truncated or decodes to something else, and never hangs', () => {
  const symbols: Symbol[] = Array.from({ length: 400 }, (_, i) => [i % 7, 1 + (i % 5), 4]);
  const payload = encode(symbols);
  const follow = (bytes: Uint8Array) => {
    const decoder = new RangeDecoder(bytes);
    let same = true;
    for (const [start, freq, totalBits] of symbols) {
      const target = decoder.target(totalBits);
      same &&= target >= start && target < start + freq;
      decoder.consume(same ? start : target, same ? freq : 1, totalBits);
    }
    return same;
  };
  expect(follow(payload)).toBe(true);
  for (let length = 0; length < payload.length; length++) {
    const cut = payload.subarray(0, length);
    const code = codeOf(() => expect(follow(cut)).toBe(false));
    if (length < payload.length - 8) expect(code).toBe('truncated');
  }
});

test('the decoder reads 8 bytes past the end and no more', () => {
  const decoder = new RangeDecoder(new Uint8Array(0));
  for (let i = 0; i < 4; i++) decoder.consume(0, 1, 8);
  expect(codeOf(() => decoder.consume(0, 1, 8))).toBe('truncated');
});

test('bytes after the last symbol are refused', () => {
  const symbols: Symbol[] = [[1, 1, 1]];
  expect(codeOf(() => decode(new Uint8Array([0x80, 0, 0, 0, 0]), symbols))).toBe('corrupt');
});

test('a start that no encoder writes is refused', () => {
  expect(codeOf(() => new RangeDecoder(new Uint8Array([255, 255, 255, 255])))).toBe('corrupt');
});

test.each<Symbol>([
  [0, 0, 16],
  [-1, 1, 16],
  [1, 65536, 16],
  [0, 1, 21],
  [0, 1, 31],
  [NaN, 1, 16],
])('intervals that are none are refused: %j', (start, freq, totalBits) => {
  expect(() => new RangeEncoder().encode(start, freq, totalBits)).toThrow(RangeError);
  const decoder = new RangeDecoder(new Uint8Array(4));
  expect(() => decoder.consume(start, freq, totalBits)).toThrow(RangeError);
});

test('an interval without the target is refused', () => {
  const decoder = new RangeDecoder(new Uint8Array(4));
  expect(() => decoder.consume(1, 1, 16)).toThrow(RangeError);
});

test('a finished encoder is refused', () => {
  const encoder = new RangeEncoder();
  encoder.finish();
  expect(() => encoder.finish()).toThrow(TypeError);
  expect(() => encoder.encode(0, 1, 1)).toThrow(TypeError);
});
