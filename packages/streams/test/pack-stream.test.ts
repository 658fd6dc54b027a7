import { finishSteps } from '@pmklc/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packStream, unpackStream } from '@pmklc/streams';
import type { StreamKind } from '../src/model-stream.ts';
import { decodeModelled, encodeModelled, STREAM_KINDS } from '../src/model-stream.ts';
import { bytesOf, hexOf, isEqual, randomInts } from '@pmklc/testing';
import { tryUnpack } from './support.ts';

const names = Array.from({ length: 400 }, (_, i) => `read.${i * 7}:${(i * 2654435761) % 9973}/1`);
const TEXT = bytesOf(names.join('\n'));

test('any bytes are unpacked as they were packed', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(65, 66, 10), { maxLength: 300 }).map((xs) => Uint8Array.from(xs)),
  );
  const effort = fc.constantFrom('small' as const, 'fast' as const);
  fc.assert(
    fc.property(bytes, effort, (bytes, effort) => {
      const packed = packStream(bytes, { effort });
      expect(packed.length).toBeLessThanOrEqual(bytes.length + 1);
      expect(new Uint8Array(unpackStream(packed, bytes.length))).toEqual(bytes);
    }),
    { numRuns: 100 },
  );
});

test.each(STREAM_KINDS)('bytes modelled as %s are decoded', (kind) => {
  const random = randomInts(1);
  const noise = Uint8Array.from({ length: 3000 }, () => random(256));
  for (const bytes of [TEXT, noise, new Uint8Array(5000), new Uint8Array(0), bytesOf('x')]) {
    const code = finishSteps(encodeModelled(bytes, kind));
    expect(isEqual(finishSteps(decodeModelled(code, kind, bytes.length)), bytes)).toBe(true);
  }
});

// [kind, code] of the same text. Bytes on disk depend on these: a change is a format change.
const VECTORS: [StreamKind, string][] = [
  ['primed', '03ff81dbb603302a085f944324db46a6'],
  ['text', '98aff5bc8941e6b006fa7c9511ee05e56c'],
  ['qualities', '98afbc4af5fc03bfbcc59108b573086ef7c09543'],
  ['table1', '9731364d0ab6eeba6cf5b8a15c00b23c8165'],
  ['table2', '973063ad877652f1cd125e825c336934f3dca5bc1bef84aee911'],
  ['table3', '973062bba10c29832a34abe5ff5f443920da7b94d23bafa41fe3c2b84878'],
];

test.each(VECTORS)('golden: modelled as %s', (kind, hex) => {
  const bytes = bytesOf('r.1:7/1\nr.2:9/1\nr.3:12/1\n'.repeat(2));
  expect(hexOf(finishSteps(encodeModelled(bytes, kind)))).toBe(hex);
});

test('golden: short and incompressible streams are stored', () => {
  expect(hexOf(packStream(new Uint8Array(0)))).toBe('00');
  expect(hexOf(packStream(bytesOf('abc')))).toBe('00616263');
});

test('what is alike grows small', () => {
  const sizes = {
    names: packStream(TEXT).length,
    fast: packStream(TEXT, { effort: 'fast' }).length,
    zeros: packStream(new Uint8Array(100000)).length,
  };
  expect(sizes.names).toBeLessThan(sizes.fast);
  expect(sizes.zeros).toBeLessThan(100);
});

test('more bytes than allowed are refused, however they were packed', () => {
  const zeros = new Uint8Array(100000);
  for (const effort of ['small', 'fast'] as const) {
    const packed = packStream(zeros, { effort });
    expect(tryUnpack(packed, zeros.length - 1)).toBe('memory-limit');
    expect(tryUnpack(packed, 0)).toBe('memory-limit');
  }
  expect(tryUnpack(bytesOf('\0abc'), 2)).toBe('memory-limit');
});

test('every truncation and any damage is an error or other bytes within the limit', () => {
  const random = randomInts(3);
  for (const effort of ['small', 'fast'] as const) {
    const bytes = TEXT.subarray(0, 1200);
    const packed = packStream(bytes, { effort });
    for (let length = 0; length < packed.length; length += 1 + random(9)) {
      const result = tryUnpack(packed.subarray(0, length), bytes.length);
      if (typeof result !== 'string') expect(result.length).toBeLessThanOrEqual(bytes.length);
    }
    for (let n = 0; n < 60; n++) {
      const damaged = packed.slice();
      damaged[random(damaged.length)]! ^= 1 << random(8);
      const result = tryUnpack(damaged, bytes.length);
      if (typeof result !== 'string') expect(result.length).toBeLessThanOrEqual(bytes.length);
    }
  }
});

test('unknown methods, missing and superfluous bytes are refused', () => {
  expect(tryUnpack(new Uint8Array(0), 10)).toBe('truncated');
  expect(tryUnpack(bytesOf('\x10abc'), 10)).toBe('corrupt');
  expect(tryUnpack(bytesOf('\x01abc'), 10)).toBe('corrupt');
  const packed = packStream(TEXT);
  const longer = new Uint8Array(packed.length + 5);
  longer.set(packed);
  expect(tryUnpack(longer, TEXT.length)).toBe('corrupt');
  expect(tryUnpack(packed.subarray(0, packed.length - 20), TEXT.length)).toBe('truncated');
});
