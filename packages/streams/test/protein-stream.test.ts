import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PmklcError } from '@pmklc/core';
import { packStream, unpackStream } from '@pmklc/streams';
import { findProteinLayout } from '../src/proteins/protein-layout.ts';
import { decodeProteins, encodeProteins } from '../src/proteins/protein-stream.ts';
import { LAYOUT, PROTEINS, PROTEINS_PACKED } from './protein-vector.ts';
import {
  bytesOf,
  fastqText,
  hexOf,
  isEqual,
  nastyText,
  proteinText,
  randomInts,
  readBytes,
  TESTDATA,
} from '@pmklc/testing';
import { tryUnpack } from './support.ts';

/** The first byte of a packed stream of proteins. */
const METHOD = 8;

test('golden: proteins are packed as the document says', () => {
  const code = encodeProteins(PROTEINS, LAYOUT);
  expect(hexOf(code)).toBe(hexOf(PROTEINS_PACKED.subarray(-code.length)));
  expect(isEqual(unpackStream(PROTEINS_PACKED, PROTEINS.length), PROTEINS)).toBe(true);
});

const layouts = fc.record({ width: fc.constantFrom(0, 1, 7, 20, 60), isCrLf: fc.boolean() });

test.each([
  ['proteins', proteinText],
  ['FASTA and what looks like it', nastyText],
  ['FASTQ', fastqText],
  ['bytes', fc.uint8Array({ maxLength: 300 })],
])('any %s are decoded, whatever layout they were coded with', (_name, inputs) => {
  fc.assert(
    fc.property(inputs, layouts, (bytes, layout) => {
      const code = encodeProteins(bytes, layout);
      expect(isEqual(decodeProteins(code, layout, bytes.length), bytes)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test('any proteins are unpacked as they were packed', () => {
  fc.assert(
    fc.property(proteinText, (bytes) => {
      expect(isEqual(unpackStream(packStream(bytes), bytes.length), bytes)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['lines of one width', '>a\nMKVLQ\nWHPQE\nGS\n>b\nMKLQWE\n', { width: 5, isCrLf: false }],
  ['CR LF', '>a\r\nMKVLQ\r\nWHP\r\n', { width: 5, isCrLf: true }],
  ['a line a record', '>a\nMKVLQWHP\n>b\nMKLQWE', { width: 0, isCrLf: false }],
  ['no titles', 'MKVLQWHP*\n', { width: 0, isCrLf: false }],
])('proteins are told by their letters: %s', (_name, text, layout) => {
  expect(findProteinLayout(bytesOf(text))).toEqual(layout);
});

test.each([
  ['nothing', ''],
  ['titles', '>a\n>b\n'],
  ['DNA', '>a\nACGTACGTNNAC\n'],
  ['RNA', '>a\nACGUACGUNNAC\n'],
  ['soft-masked proteins', '>a\nMKVLqwhpMKVLQWHP\n'],
  ['ragged lines', '>a\nMKVLQ\nWHPQ\nMKV\nWHPQE\nMK\n'],
  ['English', 'IT WAS THE BEST OF TIMES, IT WAS THE WORST OF TIMES.\n'],
  ['names of reads', 'SRR001.1 length=36\nSRR001.2 length=36\n'],
])('%s are no proteins', (_name, text) => {
  expect(findProteinLayout(bytesOf(text))).toBeUndefined();
});

test('other text is packed as before, though it is short of lower case', () => {
  const words = ['THE', 'QUICK', 'WIZARD', 'JUMPS', 'PAST', 'EVERY', 'FLOWER'];
  const random = randomInts(5);
  const text = Array.from({ length: 3000 }, () => words[random(words.length)]!).join('');
  const packed = packStream(bytesOf(text));
  expect(findProteinLayout(bytesOf(text))).toBeDefined();
  expect(packed[0]! % 8).toBeGreaterThan(1);
});

test('real proteins get smaller than as text', () => {
  const bytes = readBytes(`${TESTDATA}/ecoli_proteome_head.faa`);
  const packed = packStream(bytes);
  expect(packed[0]).toBe(METHOD);
  expect(isEqual(unpackStream(packed, bytes.length), bytes)).toBe(true);
});

test('every truncation and any damage is an error or other bytes within the limit', () => {
  const random = randomInts(4);
  const packed = PROTEINS_PACKED;
  const limit = PROTEINS.length + 50;
  for (let length = 0; length < packed.length; length += 1 + random(19)) {
    expect(tryUnpack(packed.subarray(0, length), limit)).not.toEqual(PROTEINS);
  }
  for (let n = 0; n < 30; n++) {
    const damaged = packed.slice();
    damaged[1 + random(damaged.length - 1)]! ^= 1 << random(8);
    const result = tryUnpack(damaged, limit);
    if (typeof result === 'string') {
      expect(['truncated', 'corrupt', 'memory-limit']).toContain(result);
    } else {
      expect(result.length).toBeLessThanOrEqual(limit);
      expect(isEqual(result, PROTEINS)).toBe(false);
    }
  }
});

test('more proteins than allowed, and bytes behind their code, are refused', () => {
  const packed = PROTEINS_PACKED;
  const longer = new Uint8Array(packed.length + 5);
  longer.set(packed);
  expect(tryUnpack(packed, PROTEINS.length - 1)).toBe('memory-limit');
  expect(tryUnpack(longer, PROTEINS.length)).toBe('corrupt');
  const code = encodeProteins(PROTEINS, LAYOUT);
  expect(() => decodeProteins(code, LAYOUT, PROTEINS.length + 500)).toThrow(PmklcError);
});
