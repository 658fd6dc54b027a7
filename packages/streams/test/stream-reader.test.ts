/** Streams that are unpacked as far as they are read, or as far as they are there. */
import { PmklcError } from '@pmklc/core';
import { packStream, StreamReader, unpackBeginning } from '@pmklc/streams';
import { bytesOf, isEqual } from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function titles(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) => `read.${i} lane ${(i * 7919) % 1000}`);
  return bytesOf(lines.join('\n'));
}

describe('a stream', () => {
  const raw = titles(200);
  const stream = { id: 13, bytes: packStream(raw), rawBytes: raw.length };

  test('is not unpacked before it is read, and then no further', () => {
    const reader = new StreamReader(stream);
    expect(reader.unpackedBytes).toBe(0);
    expect(isEqual(reader.readTo(100).subarray(0, 100), raw.subarray(0, 100))).toBe(true);
    expect(reader.unpackedBytes).toBe(100);
    expect(isEqual(reader.bytes, raw)).toBe(true);
  });

  test('that does not have the length it claims is corrupt', () => {
    const reader = new StreamReader({ ...stream, rawBytes: raw.length + 1 });
    expect(() => reader.readTo(1)).toThrow(PmklcError);
  });
});

test('of a stream that is cut off, what comes out is its beginning, whatever followed', () => {
  const text = titles(60);
  const proteins = bytesOf(
    `>one\n${'MKVLAAGIVGLCDNEQRSTWYHPF'.repeat(40).replace(/.{60}/g, '$&\n')}\n`,
  );
  const noise = Uint8Array.from({ length: 500 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24);
  const numbers = Uint8Array.from({ length: 900 }, (_, i) => [i & 127, 3, (i >> 3) & 15][i % 3]!);
  const slow = [text, proteins, noise, numbers].map((raw) => ({ raw, packed: packStream(raw) }));
  const fast = [text].map((raw) => ({ raw, packed: packStream(raw, { effort: 'fast' }) }));
  for (const { raw, packed } of [...slow, ...fast]) {
    fc.assert(
      fc.property(fc.nat(packed.length - 1), (end) => {
        const beginning = unpackBeginning(packed.subarray(0, end), raw.length);
        expect(isEqual(beginning, raw.subarray(0, beginning.length))).toBe(true);
      }),
      { numRuns: 10 },
    );
    const most = unpackBeginning(packed.subarray(0, packed.length - 1), raw.length);
    expect(most.length).toBeGreaterThan(0);
  }
});
