/** Streams that are unpacked as far as they are read, or as far as they are there. */
import { PmklcError } from '@pmklc/core';
import { packStream, type StreamContent, StreamReader, unpackBeginning } from '@pmklc/streams';
import { bytesOf, isEqual } from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function names(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) => `@A1:${i >> 5}:${(i * 7919) % 1000}`);
  return bytesOf(lines.join('\n'));
}

function qualities(count: number): Uint8Array {
  const line = (i: number): string => 'IIIIHHGGF##,'.slice(i % 9).repeat(5);
  return bytesOf(Array.from({ length: count }, (_, i) => line(i * i)).join('\n'));
}

function proteins(lines: number): Uint8Array {
  const residues = 'MKVLAAGIVGLCDNEQRSTWYHPF'.repeat(3 * lines).slice(0, 60 * lines);
  return bytesOf(`>one\n${residues.replace(/.{60}/g, '$&\n')}`);
}

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
    // Names are unpacked to the end of a line.
    expect(reader.unpackedBytes).toBeLessThan(100 + 30);
    expect(isEqual(reader.bytes, raw)).toBe(true);
  });

  test.each<[string, StreamContent, Uint8Array]>([
    ['names', 'names', names(3000)],
    ['qualities', 'qualities', qualities(300)],
    ['numbers', 'numbers', Uint8Array.from({ length: 9000 }, (_, i) => [i & 127, 3][i % 2]!)],
    ['proteins', 'anything', proteins(200)],
  ])('of %s is unpacked bit by bit', (_name, content, raw) => {
    const bytes = packStream(raw, { content });
    const reader = new StreamReader({ id: 1, bytes, rawBytes: raw.length });
    for (let end = 0; end < raw.length; end += 997) {
      expect(isEqual(reader.readTo(end).subarray(0, end), raw.subarray(0, end))).toBe(true);
      if (end === 997) expect(reader.unpackedBytes).toBeLessThan(2000);
    }
    expect(isEqual(reader.bytes, raw)).toBe(true);
  });

  test('that does not have the length it claims is corrupt', () => {
    const reader = new StreamReader({ ...stream, rawBytes: raw.length + 1 });
    expect(() => reader.readTo(1)).toThrow(PmklcError);
  });
});

test('of a stream that is cut off, what comes out is its beginning, whatever followed', () => {
  const text = titles(60);
  const noise = Uint8Array.from({ length: 500 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24);
  const numbers = Uint8Array.from({ length: 900 }, (_, i) => [i & 127, 3, (i >> 3) & 15][i % 3]!);
  const slow = [text, proteins(16), noise, numbers].map((raw) => ({
    raw,
    packed: packStream(raw),
  }));
  const known = [
    { raw: names(99), packed: packStream(names(99), { content: 'names' }) },
    { raw: qualities(40), packed: packStream(qualities(40), { content: 'qualities' }) },
  ];
  for (const { raw, packed } of [...slow, ...known]) {
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
