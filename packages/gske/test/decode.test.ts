import { createJsEncoder, decode } from '@pmklc/gske';
import { expect, test } from 'vitest';

const none = new Uint8Array(0);

test('s > k does not decode', () => {
  const encoding = createJsEncoder().encodeSync(Buffer.from('ACGTACGT'), { s: 4, k: 3 });
  expect(() => decode(encoding, { s: 4, k: 3 })).toThrow(RangeError);
});

test.each([
  ['a token of 4^k', { tokens: Uint8Array.of(64), tail: none }],
  ['overlaps that disagree', { tokens: Uint8Array.of(0, 63), tail: none }],
  ['a tail that holds a window', { tokens: Uint8Array.of(0), tail: Uint8Array.of(1) }],
])('%s is corrupt', (_, encoding) => {
  expect(() => decode(encoding, { s: 1, k: 3 })).toThrow(
    expect.objectContaining({ name: 'PmklcError', code: 'corrupt' }),
  );
});

test('a tail with something else than bases is corrupt', () => {
  const encoding = { tokens: Uint8Array.of(0), tail: Uint8Array.of(4) };
  expect(() => decode(encoding, { s: 3, k: 3 })).toThrow('no base');
});
