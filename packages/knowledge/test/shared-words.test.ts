import { packReference } from '@pmklc/knowledge';
import { expect, test } from 'vitest';
import { concat, randomBases, reverseComplement } from '@pmklc/testing';
import { BLOCK_BASES, InputWords } from '../src/select/shared-words.ts';
import { UNIT_BASES } from '../src/pack/reference.ts';

const bases = randomBases(4 * UNIT_BASES, 3);
const reference = packReference('', bases);
/** In the third unit; a word at each byte that lies within: 1 + (2000 - 20) / 4. */
const own = bases.subarray(2 * UNIT_BASES + 100, 2 * UNIT_BASES + 2100);
const OWN_WORDS = 496;

test('words in common are found on both strands, with their places on both sides', () => {
  for (const shared of [own, reverseComplement(own)]) {
    const words = new InputWords(concat(randomBases(2 * BLOCK_BASES, 4), shared));
    const found = words.sharedWith(reference);
    expect(found.hits.length).toBe(OWN_WORDS);
    expect([found.units(), found.bestBlocks(9)]).toEqual([[2], [2]]);
    expect([found.units(new Set([2])), found.units(new Set([1]))]).toEqual([[2], []]);
  }
});

test('a word counts once, however often it is there', () => {
  const words = new InputWords(concat(own, own));
  const twice = packReference('', concat(own, own));
  const acrossTheBorder = 4;
  expect(words.sharedWith(twice).hits.length).toBe(OWN_WORDS + acrossTheBorder);
});

test('those of a reference that is taken are not there for others', () => {
  const words = new InputWords(own);
  const found = words.sharedWith(reference);
  words.take(words.sharedWith(packReference('', own.subarray(0, 1000))));
  expect(words.notTaken(found).hits.length).toBe(OWN_WORDS - 246);
});

test('of a long input one word in 2^n is looked for', () => {
  const words = new InputWords(concat(randomBases(2_000_000, 5), own));
  const share = words.sharedWith(reference).hits.length / OWN_WORDS;
  expect(share).toBeGreaterThan(1 / 32);
  expect(share).toBeLessThan(1 / 8);
});

test('runs of A have no words, and unrelated sequence has none in common', () => {
  const poly = new InputWords(new Uint8Array(1000));
  expect(poly.sharedWith(packReference('', new Uint8Array(1000))).hits).toEqual([]);
  expect(new InputWords(randomBases(10_000, 6)).sharedWith(reference).hits).toEqual([]);
  expect(new InputWords(new Uint8Array(0)).sharedWith(reference).hits).toEqual([]);
});
