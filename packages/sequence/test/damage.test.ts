import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock, splitBytes } from '@pmklc/sequence';
import { bytesOf, nastyText, randomInts } from '@pmklc/testing';
import { FORMATS } from './support.ts';

/** Joins a damaged block: the bytes that come out, or the code of the error. */
function tryJoin(block: SequenceBlock): number | string {
  let length = 0;
  try {
    for (const chunk of joinBlock(block)) {
      length += chunk.length;
      expect(length).toBeLessThanOrEqual(block.inputBytes);
    }
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
    return error.code;
  }
  return length;
}

test('a damaged stream is an error, or bytes of the right number', () => {
  const format = fc.constantFrom(undefined, ...FORMATS);
  fc.assert(
    fc.property(nastyText, format, fc.nat(), (bytes, format, seed) => {
      const block = splitBytes(bytes, { format });
      const random = randomInts(seed);
      for (let i = 0; i < 5; i++) {
        const result = tryJoin({ ...block, streams: damageOne(block, random) });
        if (typeof result === 'number') expect(result).toBe(block.inputBytes);
        else expect(['corrupt', 'truncated']).toContain(result);
      }
    }),
    { numRuns: 1500 },
  );
});

/** Changes, cuts or extends one of the streams. */
function damageOne(block: SequenceBlock, random: (limit: number) => number) {
  const victim = random(block.streams.length);
  return block.streams.map(({ id, bytes }, i) => {
    if (i !== victim) return { id, bytes };
    if (random(5) === 0) return { id, bytes: bytes.subarray(0, random(bytes.length)) };
    const damaged = new Uint8Array(bytes.length + (random(5) === 0 ? 1 : 0));
    damaged.set(bytes);
    for (let n = random(3); n >= 0; n--) damaged[random(damaged.length)] = random(256);
    return { id, bytes: damaged };
  });
}

const block = splitBytes(bytesOf('>x\nACGTNNNNACGT\nACGT\n'));
const head = block.streams[0]!.bytes;

const CONTRADICTIONS: [string, SequenceBlock][] = [
  ['a missing stream', { ...block, streams: [] }],
  ['a stream twice', { ...block, streams: [...block.streams, ...block.streams] }],
  ['an unknown stream', { ...block, streams: [...block.streams, { id: 99, bytes: head }] }],
  ['a raw stream beside bases', { ...block, streams: [...block.streams, { id: 14, bytes: head }] }],
  ['a base too many', { ...block, bases: new Uint8Array(13) }],
  ['a base too few', { ...block, bases: new Uint8Array(11) }],
  ['a length too great', { ...block, inputBytes: block.inputBytes + 1 }],
  ['a length too small', { ...block, inputBytes: block.inputBytes - 1 }],
  ['a raw block with bases', { ...block, format: 'raw' }],
  [
    'an empty raw block of some bytes',
    { format: 'raw', inputBytes: 3, bases: new Uint8Array(0), streams: [] },
  ],
  ['unknown flags', { ...block, streams: [{ id: 0, bytes: bytesOf('\xff\xff\xff\x7f') }] }],
  ['bytes behind the head', { ...block, streams: [{ id: 0, bytes: bytesOf('\x04abc') }] }],
  [
    'runs of no class',
    { ...block, streams: [{ id: 0, bytes: bytesOf('\x90\x10\x02\x00\x04\x00\x05\x00') }] },
  ],
  [
    'a counted number of other digits',
    { ...block, streams: [{ id: 0, bytes: bytesOf('\x94\x10\x01\x03\x0c\x02') }] },
  ],
  [
    'a counted number of a byte',
    { ...block, streams: [{ id: 0, bytes: bytesOf('\x94\x10\x01\x07\x0c\x01') }] },
  ],
];

test.each(CONTRADICTIONS)('%s is refused', (_name, damaged) => {
  expect(['corrupt', 'truncated']).toContain(tryJoin(damaged));
});

test('lines without end are refused before they take memory', () => {
  // One exception of 2^32-1 lines of 2^32-1 residues.
  const huge = 'e0ffffffff';
  const layout = Buffer.from(`80040001${huge}${huge}`, 'hex');
  const streams = [{ id: 0, bytes: new Uint8Array(layout) }];
  expect(tryJoin({ ...block, streams })).toBe('corrupt');
});
