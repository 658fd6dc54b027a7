import { createJsEncoder } from '@pmklc/gske';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testContract } from './contract.ts';
import { randomAscii, toBases } from './inputs.ts';

testContract(() => Promise.resolve(createJsEncoder()));

test('a token is the base-4 number of its window', () => {
  const integer = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(integer(1, 64), integer(1, 12), integer(0, 300), (s, k, length) => {
      const ascii = randomAscii(length, s * 100 + k);
      const bases = toBases(ascii);
      const expected: number[] = [];
      for (let at = 0; at + k <= length; at += s) {
        expected.push(parseInt(bases.subarray(at, at + k).join(''), 4));
      }
      const { tokens } = createJsEncoder().encodeSync(ascii, { s, k });
      expect([...tokens]).toEqual(expected);
    }),
  );
});

test('a long call lets others run, and stops when aborted meanwhile', async () => {
  const controller = new AbortController();
  const ascii = new Uint8Array(3 << 24).fill(0x41);
  const { signal } = controller;
  const call = createJsEncoder().encode(ascii, { s: 64, k: 1 }, { signal });
  setImmediate(() => controller.abort());
  await expect(call).rejects.toThrow('aborted');
});
