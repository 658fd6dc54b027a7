/** A coder gives the first bases of a payload without the rest, the same ones. */
import type { ModelConfig } from '@pmklc/models';
import { configForLevel } from '@pmklc/models';
import { referenceCoder } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { codeOf } from './support.ts';

const BASES = randomBases(3000);
const CONFIG: ModelConfig = { ...configForLevel(1, BASES.length), networks: [] };

describe.each([
  ['engine', engine],
  ['reference', referenceCoder],
])('%s', (_, coder) => {
  const payload = coder.encode(CONFIG, BASES);

  test.each([0, 1, 1500, 2999, 3000])('the first %i bases', (count) => {
    const first = coder.decode(CONFIG, payload, BASES.length, { wanted: count });
    expect(Buffer.compare(first, BASES.subarray(0, count))).toBe(0);
  });

  test('a payload of more bases than are said to be in it is corrupt', async () => {
    const decode = async () => coder.decode(CONFIG, payload, 1500);
    expect(await codeOf(decode())).toBe('corrupt');
  });

  test('a payload that ends before is truncated', async () => {
    const decode = async () =>
      coder.decode(CONFIG, payload.subarray(0, 100), BASES.length, { wanted: 2000 });
    expect(await codeOf(decode())).toBe('truncated');
  });
});
