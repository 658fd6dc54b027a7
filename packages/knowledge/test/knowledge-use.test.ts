import { engine } from '@pmklc/engine';
import {
  beginningOf,
  decodeUse,
  encodeUse,
  KnowledgePack,
  packProteins,
  namedPack,
  publicPack,
  revisionOf,
} from '@pmklc/knowledge';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { codeOf, contentsOf, packOf } from './support.ts';

const references = Array.from({ length: 32 }, (_, i) => randomBases(10 + i, i + 1));
const proteins = packProteins(Uint8Array.of(1, 2, 3, 20));
const pack = KnowledgePack.read(KnowledgePack.write({ ...contentsOf(...references), proteins }));
const other = packOf(randomBases(10));

/** An entry of a header that names the pack. */
const entryOf = ({ id }: KnowledgePack, ...mask: number[]) => Uint8Array.of(0, ...id, ...mask);

test('whatever is used of a pack comes back', () => {
  const uses = fc
    .tuple(fc.boolean(), fc.boolean(), fc.subarray(Array.from({ length: 32 }, (_, i) => i)))
    .filter(([a, b, references]) => a || b || references.length > 0);
  const property = fc.property(uses, ([hasSnapshot, hasProteins, references]) => {
    const use = {
      pack,
      hasSnapshot,
      hasProteins,
      references: references.map((index) => ({ index })),
    };
    const entry = encodeUse(use, 0);
    expect(entry.length).toBeLessThanOrEqual(12);
    expect(decodeUse(entry, [other, pack])).toEqual(use);
  });
  fc.assert(property);
});

test('an entry is revision, id, mask; bit 0 is the snapshot, bit 1 the proteins', () => {
  const entry = encodeUse(
    { pack, hasSnapshot: true, hasProteins: true, references: [{ index: 0 }, { index: 7 }] },
    3,
  );
  expect([...entry]).toEqual([3, ...pack.id, 0b111, 0b10]);
});

test('an entry tells which pack it names, with or without the pack; one of no pack names none', () => {
  const entry = encodeUse(
    { pack, hasSnapshot: false, hasProteins: false, references: [{ index: 1 }] },
    3,
  );
  expect(namedPack(entry)).toEqual({ hexId: pack.hexId, revision: 3 });
  expect(namedPack(Uint8Array.of(1, 5))).toBeUndefined();
});

test('the revision is that of the public pack, or 0', () => {
  expect([revisionOf(publicPack()), revisionOf(pack)]).toEqual([1, 0]);
});

describe('a pack that is not here', () => {
  test.each([
    [0, 'a pack that was given when packing'],
    [7, 'public knowledge of revision 7'],
  ])('of revision %i is named', (revision, where) => {
    const entry = encodeUse(
      { pack, hasSnapshot: false, hasProteins: false, references: [{ index: 1 }] },
      revision,
    );
    const work = () => decodeUse(entry, [other]);
    expect(codeOf(work)).toBe('model-mismatch');
    expect(work).toThrow(pack.hexId);
    expect(work).toThrow(where);
  });
});

test.each([
  ['no bytes', new Uint8Array(0)],
  ['no mask', entryOf(pack)],
  ['an empty mask', entryOf(pack, 0)],
  ['a mask with a zero at the end', entryOf(pack, 1, 0)],
  ['a long mask', entryOf(pack, 1, 1, 1, 1, 1, 1)],
  ['a 33rd reference', entryOf(pack, 0, 0, 0, 0, 4)],
  ['a reference that the pack lacks', entryOf(other, 8)],
  ['proteins that the pack lacks', entryOf(other, 2)],
])('%s is corrupt', (_, entry) => {
  expect(codeOf(() => decodeUse(entry, [pack, other]))).toBe('corrupt');
});

describe('the beginning', () => {
  test('is the references in the order of uses, each pack in ascending order', () => {
    const uses = [
      { pack: other, hasSnapshot: false, hasProteins: false, references: [{ index: 0 }] },
      { pack, hasSnapshot: false, hasProteins: false, references: [{ index: 2 }, { index: 5 }] },
    ];
    const expected = [randomBases(10), randomBases(12, 3), randomBases(15, 6)];
    expect(Buffer.from(beginningOf(uses, 6, engine).prefix!)).toEqual(Buffer.concat(expected));
  });

  test('of nothing is nothing', () => {
    expect(beginningOf([], 6, engine)).toEqual({});
  });

  test('is corrupt when the pack has no snapshot, or two packs have one', () => {
    const of = (...packs: KnowledgePack[]) => {
      const uses = packs.map((each) => ({
        pack: each,
        hasSnapshot: true,
        hasProteins: false,
        references: [],
      }));
      return codeOf(() => beginningOf(uses, 1, engine));
    };
    expect(of(pack)).toBe('corrupt');
    expect(of(publicPack(), publicPack())).toBe('corrupt');
    expect(of(publicPack())).toBeUndefined();
  });
});
