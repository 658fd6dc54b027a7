import { createHash } from 'node:crypto';
import { concatBytes, equalBytes, fromHex, nextTurn, toHex } from '@pmklc/core';
import { randomBases } from '@pmklc/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as forBrowsers from '../src/platform/checksums.ts';
import * as forNode from '../src/platform/checksums.node.ts';

const BYTES = randomBases(10_000).map((base, i) => 64 * base + (i % 64));

describe.each([
  ['Node', forNode],
  ['browsers', forBrowsers],
])('the checksums for %s', (_, { crc32, Sha256 }) => {
  test('are CRC-32 of the check value, in pieces as at once', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(BYTES.subarray(777), crc32(BYTES.subarray(0, 777)))).toBe(forNode.crc32(BYTES));
  });

  test('are SHA-256 of the bytes so far, of which more may follow', () => {
    const hash = new Sha256();
    for (const end of [1000, 10_000]) {
      hash.update(BYTES.subarray(end === 1000 ? 0 : 1000, end));
      const expected = createHash('sha256').update(BYTES.subarray(0, end)).digest('hex');
      expect(toHex(hash.digest())).toBe(expected);
    }
  });
});

describe('bytes', () => {
  test('are equal when they are as many and the same', () => {
    const bytes = Uint8Array.of(1, 2);
    const others = [Uint8Array.of(1, 2), Uint8Array.of(1, 3), Uint8Array.of(1)];
    expect(others.map((other) => equalBytes(bytes, other))).toEqual([true, false, false]);
  });

  test('of a single piece are copied when joined', () => {
    const piece = Uint8Array.of(1, 2);
    const joined = concatBytes([piece]);
    piece[0] = 9;
    expect([...joined]).toEqual([1, 2]);
  });

  test('are the same from and in hexadecimal', () => {
    expect(toHex(fromHex('00ff1a'))).toBe('00ff1a');
  });
});

describe('a turn of the event loop', () => {
  afterEach(() => vi.unstubAllGlobals());

  test.each(['with', 'without'])('comes after what is due, %s setImmediate', async (kind) => {
    if (kind === 'without') vi.stubGlobal('setImmediate', undefined);
    const order: string[] = [];
    const turn = nextTurn().then(() => order.push('turn'));
    await Promise.resolve().then(() => order.push('due'));
    await turn;
    expect(order).toEqual(['due', 'turn']);
  });
});
