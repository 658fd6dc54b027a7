import { engine } from '@pmklc/engine';
import {
  beginningOf,
  KnowledgePack,
  chooseKnowledge,
  makePack,
  packProteins,
  packReference,
} from '@pmklc/knowledge';
import { END } from '@pmklc/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat, genesOf, proteinFamily, randomBases, reverseComplement } from '@pmklc/testing';
import { contentsOf, mutated, packOf } from './support.ts';

const RULES = {
  engine,
  level: 1,

  allowsSnapshot: true,
  mostPrefixBases: 2 ** 20,
};
const virus = randomBases(30_000, 1);
const other = randomBases(20_000, 2);
const pack = packOf(virus, other);

/** Which references are chosen of which pack. */
const chosen = (bases: Uint8Array, packs = [pack], rules = {}) =>
  chooseKnowledge(bases, packs, { ...RULES, ...rules }).uses.map((use) => ({
    id: use.pack.hexId,
    references: use.references.map(({ index }) => index),
  }));

describe('references', () => {
  test('a related sequence gets its reference, and the evidence', () => {
    const { uses, trials } = chooseKnowledge(mutated(virus, 50), [pack], RULES);
    expect(uses).toEqual([
      { pack, hasSnapshot: false, hasProteins: false, references: [{ index: 0 }] },
    ]);
    expect(trials).toMatchObject([{ pack: pack.hexId, what: 'a', isChosen: true }]);
    expect(trials[0]!.bytesWith).toBeLessThan(0.5 * trials[0]!.bytesWithout);
  });

  test('on the other strand, too', () => {
    expect(chosen(reverseComplement(other))).toEqual([{ id: pack.hexId, references: [1] }]);
  });

  test('what is related only at its end gets it, and so does a long sequence in its middle', () => {
    const long = randomBases(400_000, 3);
    // One of the ranges of the sample begins at 2/3 of what is before the last.
    long.set(virus, 250_000);
    expect(chosen(long)).toEqual([{ id: pack.hexId, references: [0] }]);
    long.set(other, 380_000);
    expect(chosen(long)).toEqual([{ id: pack.hexId, references: [0, 1] }]);
  });

  test('random sequence gets nothing', () => {
    expect(chooseKnowledge(randomBases(30_000, 4), [pack], RULES)).toEqual({
      uses: [],
      trials: [],
    });
  });

  test('a few words are tried, but do not pay', () => {
    const bases = randomBases(30_000, 5);
    bases.set(virus.subarray(500, 560), 7000);
    const { uses, trials } = chooseKnowledge(bases, [pack], RULES);
    expect(uses).toEqual([]);
    expect(trials).toMatchObject([{ what: 'a', isChosen: false }]);
  });

  test('of a long reference only what is shared is read', () => {
    const long = packOf(randomBases(500_000, 10));
    const gene = randomBases(500_000, 10).subarray(200_000, 206_000);
    const { uses } = chooseKnowledge(mutated(gene, 30), [long], RULES);
    expect(uses[0]!.references).toEqual([{ index: 0, ranges: [{ from: 12, count: 1 }] }]);
  });

  test('what one reference has, no other one is read for', () => {
    const two = packOf(virus.subarray(0, 20_000), virus);
    expect(chosen(mutated(virus, 50), [two])).toEqual([{ id: two.hexId, references: [1] }]);
  });

  test('all are taken when that is asked for, as far as there is room', () => {
    const force = (mostPrefixBases: number) =>
      chosen(randomBases(5000, 4), [pack], { isForced: true, mostPrefixBases });
    expect(force(2 ** 20)).toEqual([{ id: pack.hexId, references: [0, 1] }]);
    expect(force(40_000)).toEqual([{ id: pack.hexId, references: [0] }]);
    expect(force(20_000)).toEqual([{ id: pack.hexId, references: [1] }]);
    expect(force(0)).toEqual([]);
  });

  test('there is one room for all packs', () => {
    const second = packOf(randomBases(15_000, 6));
    const rules = { isForced: true, mostPrefixBases: 52_000 };
    expect(chosen(virus, [pack, second], rules)).toHaveLength(1);
    expect(chosen(virus, [second, pack], rules)).toEqual([
      { id: second.hexId, references: [0] },
      { id: pack.hexId, references: [0] },
    ]);
  });
});

describe('snapshots', () => {
  // Bases of one composition: what a model learns of one half helps with the other.
  const rich = randomBases(60_000, 7).map((base, i) => (i % 3 === 0 ? base : base === 0 ? 3 : 2));
  let trained: KnowledgePack;
  beforeAll(async () => {
    const genome = { name: 'rich', bases: rich.subarray(0, 30_000), isReference: false };
    trained = KnowledgePack.read(
      await makePack([genome], { engine, name: 'trained', levels: [6], rounds: 6, seed: 1 }),
    );
  });
  const takes = (bases: Uint8Array, rules = {}) =>
    chooseKnowledge(bases, [trained], { ...RULES, level: 6, ...rules });

  test('are taken when they pay, and only then', () => {
    for (const bases of [rich.subarray(30_000), randomBases(30_000, 8)]) {
      const { uses, trials } = takes(bases);
      expect(trials).toMatchObject([{ what: 'snapshot' }]);
      const [{ bytesWith, bytesWithout, isChosen }] = trials as [(typeof trials)[0]];
      expect(isChosen).toBe(bytesWithout - bytesWith > 10);
      expect(uses.length).toBe(isChosen ? 1 : 0);
    }
    expect(takes(rich.subarray(30_000)).uses).toMatchObject([{ hasSnapshot: true }]);
  });

  test('are taken when that is asked for, but not against the rules', () => {
    const random = randomBases(5000, 8);
    expect(takes(random, { isForced: true }).uses).toMatchObject([{ hasSnapshot: true }]);
    const forbidden = { isForced: true, allowsSnapshot: false };
    expect(takes(random, forbidden)).toEqual({ uses: [], trials: [] });
  });

  test('only one pack gives one', () => {
    const { name, references, ...states } = trained.contents;
    const twin = KnowledgePack.read(KnowledgePack.write({ ...contentsOf(), ...states }));
    expect([name, references]).toEqual(['trained', []]);
    const { uses } = chooseKnowledge(rich, [trained, twin], { ...RULES, isForced: true });
    expect(uses.map((use) => use.pack)).toEqual([trained]);
  });
});

test('a reference of no bases is no trouble', () => {
  const file = KnowledgePack.write({
    ...contentsOf(),
    references: [packReference('', new Uint8Array(0))],
  });
  expect(chosen(virus, [KnowledgePack.read(file)])).toEqual([]);
});

describe('proteins', () => {
  const family = proteinFamily(120, 250, 3);
  const residues = concat(...family.slice(0, 60).flatMap((p) => [p, Uint8Array.of(END)]));
  const genes = genesOf(family.slice(60), 5);
  const withProteins = KnowledgePack.read(
    KnowledgePack.write({ ...contentsOf(), proteins: packProteins(residues) }),
  );
  const usesOf = (bases: Uint8Array, rules = {}) =>
    chooseKnowledge(bases, [withProteins], { ...RULES, level: 2, ...rules }).uses;

  test('are used where genes are like them, and known before the first base', () => {
    const repeated = concat(genes, genesOf(family.slice(60), 6));
    const uses = usesOf(repeated);
    expect(uses).toMatchObject([{ hasProteins: true, hasSnapshot: false, references: [] }]);
    expect(Buffer.compare(beginningOf(uses, 2, engine).proteins!, residues)).toBe(0);
  });

  test('are left where there are no genes, few bases, no translated copies, or where they may not be', () => {
    expect(usesOf(randomBases(2 ** 17, 8))).toEqual([]);
    expect(usesOf(genes.subarray(0, 2 ** 15))).toEqual([]);
    expect(usesOf(concat(genes, genes), { level: 1 })).toEqual([]);
    expect(usesOf(concat(genes, genes), { allowsProteins: false })).toEqual([]);
  });

  test('are taken without a trial when knowledge is forced, by levels that have translated copies', () => {
    expect(usesOf(randomBases(5000), { isForced: true })).toMatchObject([{ hasProteins: true }]);
    expect(usesOf(randomBases(5000), { isForced: true, level: 1 })).toEqual([]);
  });
});
