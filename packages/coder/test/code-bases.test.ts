import { readFileSync } from 'node:fs';
import { decodeBases, encodeBases } from '@pmklc/coder';
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Counts of the bases so far, plus 1; the smallest model that learns. */
class OrderZero implements Predictor {
  readonly #counts = Uint32Array.of(1, 1, 1, 1);

  predict(out: Frequencies): void {
    const [a, c, g, t] = this.#counts as unknown as [number, number, number, number];
    const sum = a + c + g + t;
    for (let b = 0; b < 3; b++) out[b] = 1 + Math.floor((this.#counts[b]! * 65532) / sum);
    out[3] = 65536 - out[0]! - out[1]! - out[2]!;
  }

  update(base: Base): void {
    this.#counts[base]!++;
  }
}

class Sure implements Predictor {
  predict(out: Frequencies): void {
    out.set([65533, 1, 1, 1]);
  }
  update(): void {}
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

const VECTORS = JSON.parse(
  readFileSync(new URL('vectors.golden.json', import.meta.url), 'utf8'),
) as { name: string; payload: string }[];

const ACGT = Uint8Array.of(0, 1, 2, 3);

// The vector codes ACGT by an order-0 count, as `OrderZero` does.
test('golden order-0', () => {
  const { payload } = VECTORS.find((v) => v.name === 'ACGT, order-0 counts')!;
  expect(Buffer.from(encodeBases(new OrderZero(), ACGT)).toString('hex')).toBe(payload);
  expect(decodeBases(new OrderZero(), Buffer.from(payload, 'hex'), 4)).toEqual(ACGT);
});

test('no bases, no payload', () => {
  expect(encodeBases(new OrderZero(), new Uint8Array(0))).toHaveLength(0);
  expect(decodeBases(new OrderZero(), new Uint8Array(0), 0)).toHaveLength(0);
});

test('round trip', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 3, maxLength: 2000 }), (bases) => {
      const payload = encodeBases(new OrderZero(), bases);
      expect(decodeBases(new OrderZero(), payload, bases.length)).toEqual(bases);
    }),
  );
});

test('any bytes decode to as many bases as asked for, or to a typed error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 300 }), (payload, length) => {
      const code = codeOf(() =>
        expect(decodeBases(new OrderZero(), payload, length)).toHaveLength(length),
      );
      expect(['no error', 'truncated', 'corrupt']).toContain(code);
    }),
  );
});

test('every truncation that matters is noticed or changes the bases', () => {
  const bases = Uint8Array.from({ length: 500 }, (_, i) => (i * i) % 4);
  const payload = encodeBases(new OrderZero(), bases);
  for (let n = 0; n < payload.length; n++) {
    const code = codeOf(() =>
      expect(decodeBases(new OrderZero(), payload.subarray(0, n), 500)).not.toEqual(bases),
    );
    expect(['no error', 'truncated']).toContain(code);
  }
});

test('a length that the payload cannot hold is refused before anything is allocated', () => {
  expect(codeOf(() => decodeBases(new Sure(), new Uint8Array(10), 2 ** 40))).toBe('truncated');
});

test('the longest sequence of a payload is allowed', () => {
  const bases = new Uint8Array(1_000_000);
  const payload = encodeBases(new Sure(), bases);
  expect(payload.length).toBeLessThan(10);
  expect(Buffer.compare(decodeBases(new Sure(), payload, bases.length), bases)).toBe(0);
});

test('bad calls are refused', () => {
  expect(() => encodeBases(new Sure(), Uint8Array.of(4))).toThrow(RangeError);
  expect(() => decodeBases(new Sure(), new Uint8Array(0), -1)).toThrow(RangeError);
  expect(() => decodeBases(new Sure(), new Uint8Array(0), 0.5)).toThrow(RangeError);
});

test('a predictor that breaks its contract is refused', () => {
  const empty: Predictor = { predict: (out) => void out.fill(0), update: () => {} };
  expect(() => encodeBases(empty, ACGT)).toThrow(RangeError);
  expect(() => decodeBases(empty, new Uint8Array(2), 4)).toThrow(RangeError);
});
