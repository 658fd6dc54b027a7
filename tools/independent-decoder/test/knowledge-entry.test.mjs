/** Entries of the header that no encoder writes are refused. */
import { KnowledgePack, packProteins, packReference } from '@pmklc/knowledge';
import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../knowledge/knowledge.mjs';
import { readPack } from '../knowledge/pack.mjs';
import { byId } from '../knowledge/pack-files.mjs';

const UNIT = 2 ** 14;
const BASES = Uint8Array.from({ length: 2 * UNIT + 5 }, (_, i) => (i >> 3) & 3);
const PROTEINS = Uint8Array.of(12, 0, 20, 19);
const FILE = KnowledgePack.write({
  name: 'pack',
  references: [packReference('a', Uint8Array.of(0, 1, 2, 3, 3)), packReference('b', BASES)],
  proteins: packProteins(PROTEINS),
  states: [],
  levels: [],
});
const PACK = readPack(FILE);
const ID = Buffer.from(PACK.id, 'hex');

const read = (...knowledge) => readKnowledge({ knowledge, level: 1 }, byId([PACK]));
const named = (first, ...rest) => Uint8Array.of(first, ...ID, ...rest);

test('a mask takes whole references, in their order', () => {
  expect(read(named(0, 12)).bases).toEqual([Uint8Array.of(0, 1, 2, 3, 3), BASES]);
});

test('the second bit of a mask takes the proteins', () => {
  const { bases, proteins } = read(named(0, 2));
  expect(bases).toEqual([]);
  expect(proteins.map((part) => [...part])).toEqual([[...PROTEINS]]);
});

test('ranges take units, of which the last is short', () => {
  const { bases } = read(named(128, 1, 8, 2, 0, 0, 1, 0));
  expect(bases).toEqual([BASES.subarray(0, UNIT), BASES.subarray(2 * UNIT)]);
});

describe('it refuses', () => {
  test.each([
    ['a mask that ends with zero', [named(0, 4, 0)]],
    ['a mask of six bytes', [named(0, 4, 0, 0, 0, 0, 1)]],
    ['a reference that the pack lacks', [named(0, 16)]],
    ['a snapshot that the pack lacks', [named(0, 1)]],
    ['a range past the end', [named(128, 1, 8, 1, 2, 1)]],
    ['ranges without a gap', [named(128, 1, 8, 2, 0, 0, 0, 0)]],
    ['ranges that break off', [named(128, 1, 8, 2, 0, 0, 1)]],
    ['bytes behind ranges', [named(128, 1, 8, 1, 0, 0, 0)]],
    ['a private network of another kind', [Uint8Array.of(2, 9)]],
    ['a private network of no bytes', [Uint8Array.of(1, 0)]],
    ['bytes behind a private network', [Uint8Array.of(1, 9, 9)]],
    ['two private networks', [Uint8Array.of(1, 9), Uint8Array.of(1, 9)]],
  ])('%s', (_, entries) => {
    expect(() => read(...entries)).toThrow(/corrupt|truncated/);
  });

  test('a pack that is not there, by its id', () => {
    const other = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 4);
    expect(() => read(other)).toThrow('the pack 010203040506 is missing');
  });

  test.each([
    ['bytes behind a pack', Buffer.concat([FILE, Uint8Array.of(0)])],
    ['a pack that breaks off', FILE.subarray(0, -1)],
    ['what is no pack', Uint8Array.of(1, 2, 3, 4, 5)],
  ])('%s', (_, file) => {
    expect(() => readPack(file)).toThrow(/corrupt|truncated/);
  });
});
