import { engine } from '@pmklc/engine';
import {
  NO_PROTEINS,
  chooseKnowledge,
  KnowledgePack,
  makePack,
  PackedBases,
  packReference,
} from '@pmklc/knowledge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { novelPackedBases } from '../src/make/novel-bases.ts';
import { checkContents } from '../src/pack/pack-file.ts';
import { basesOf } from '../src/pack/reference.ts';
import { concat, randomBases, reverseComplement } from '@pmklc/testing';
import { mutated } from './support.ts';

const RULES = { engine, name: 'test', levels: [], rounds: 0, seed: 1 };

function packed(bases: Uint8Array): PackedBases {
  const all = new PackedBases();
  all.append(bases);
  return all;
}

/** With a filter that has room for 2^11 words. */
async function novel(bases: Uint8Array): Promise<Uint8Array> {
  const kept = await novelPackedBases(packed(bases), async () => {}, 14);
  return kept.slice(0, kept.length);
}

test('packed bases come back, from any place and in pieces of any size', () => {
  const pieces = fc.array(fc.uint8Array({ max: 3, maxLength: 30 }));
  const property = fc.property(pieces, fc.nat(40), fc.nat(90), (given, start, count) => {
    const all = new PackedBases();
    for (const piece of given) all.append(piece);
    const whole = concat(...given);
    expect(all.length).toBe(whole.length);
    expect(all.slice(start, start + count)).toEqual(whole.slice(start, start + count));
    const from = Math.min(4 * Math.floor(start / 4), 4 * Math.floor(whole.length / 4));
    const part = whole.subarray(from);
    expect(all.packed(from, whole.length)).toEqual(packReference('', part).packed);
    const short = part.subarray(0, 5);
    expect(all.packed(from, from + short.length)).toEqual(packReference('', short).packed);
  });
  fc.assert(property);
});

test('more bases than there is room for are refused by that number', () => {
  const all = new PackedBases(1000);
  all.append(randomBases(600));
  expect(() => all.append(randomBases(600))).toThrow('knowledge is made of at most 1,000 bases');
  expect(all.length).toBe(600);
});

test('of a genome with 64 times as many words as the filter has room for, all is kept', async () => {
  const genome = randomBases(2 ** 17);
  expect(Buffer.compare(await novel(genome), genome)).toBe(0);
});

test('of the near copy of a long genome little is kept, on either strand', async () => {
  const genome = randomBases(2 ** 16);
  for (const copy of [mutated(genome, 200), reverseComplement(mutated(genome, 200))]) {
    const kept = await novel(concat(genome, copy));
    expect(Buffer.compare(kept.subarray(0, genome.length), genome)).toBe(0);
    expect(kept.length - genome.length).toBeLessThan(0.1 * genome.length);
  }
});

test('a genome longer than a reference may be makes several, which have all of it', async () => {
  const genome = { name: 'long', bases: randomBases(10_000) };
  const file = await makePack([genome], { ...RULES, referenceBases: 4096 });
  const { references } = KnowledgePack.read(file).contents;
  expect(references.map(({ name }) => name)).toEqual([
    'long (1 of 3)',
    'long (2 of 3)',
    'long (3 of 3)',
  ]);
  const all = concat(...references.map((reference) => basesOf(reference)));
  expect(Buffer.compare(all, genome.bases)).toBe(0);
});

test('packed or not, the same genomes make the same pack', async () => {
  const bases = randomBases(10_001);
  const options = { ...RULES, levels: [1], rounds: 1 };
  const plain = await makePack([{ name: 'a', bases }], options);
  const same = await makePack([{ name: 'a', bases: packed(bases) }], options);
  expect(Buffer.compare(plain, same)).toBe(0);
});

test('a pack of more than 2 GiB is refused by that number, before it is made', () => {
  // Five references of 2^31 / 5 bytes and more, which are not there.
  const reference = { name: '', baseCount: 2 ** 30, packed: { length: 2 ** 29 } as Uint8Array };
  const contents = {
    name: '',
    proteins: NO_PROTEINS,
    references: [reference, reference, reference, reference],
  };
  expect(() => checkContents(contents)).toThrow(
    'a knowledge pack has at most 2,147,483,647 bytes, this one 2,147,483,648',
  );
});

test('of a reference that there is no room for, the part that shares most is used', async () => {
  const genome = randomBases(2 ** 18);
  const pack = KnowledgePack.read(await makePack([{ name: 'a', bases: genome }], RULES));
  const relative = genome.slice(2 ** 16, 2 ** 17);
  // Words of everywhere, as repeats have them: every unit shares some.
  const words = Array.from({ length: 64 }, (_, i) => genome.subarray(4096 * i, 4096 * i + 40));
  const bases = concat(relative, ...words);
  const limits = {
    engine,
    level: 1,

    allowsSnapshot: false,
    mostPrefixBases: 2 ** 17,
  };
  const { uses } = chooseKnowledge(bases, [pack], limits);
  const ranges = uses[0]?.references[0]?.ranges ?? [];
  expect(ranges.some(({ from, count }) => from <= 4 && from + count >= 8)).toBe(true);
});
