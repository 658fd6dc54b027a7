import { createHash } from 'node:crypto';
import { engine } from '@pmklc/engine';
import { checkSnapshot, configForLevel } from '@pmklc/models';
import {
  KnowledgePack,
  makePack,
  NO_PROTEINS,
  packProteins,
  packReference,
  type PackContents,
} from '@pmklc/knowledge';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { codeOf, contentsOf } from './support.ts';

const CONTENTS: PackContents = {
  name: 'a pack ✓',
  proteins: packProteins(Uint8Array.of(0, 19, 20, 7)),
  references: [packReference('one', randomBases(13)), packReference('', randomBases(0))],
  states: [Uint8Array.of(1, 2, 3), new Uint8Array(0)],
  levels: [
    { level: 1, bases: 300_000, parts: [-1, 0, 1] },
    { level: 9, bases: 0, parts: [] },
  ],
};

test('what is written can be read', () => {
  expect(KnowledgePack.read(KnowledgePack.write(CONTENTS)).contents).toEqual(CONTENTS);
});

test('its id is the start of the hash of its file', () => {
  const file = KnowledgePack.write(CONTENTS);
  const hash = createHash('sha256').update(file).digest('hex');
  expect(KnowledgePack.read(file).hexId).toBe(hash.slice(0, 12));
});

test('any references come back', () => {
  const sequences = fc.array(fc.uint8Array({ max: 3, maxLength: 40 }), { maxLength: 32 });
  const property = fc.property(sequences, (all) => {
    const contents = contentsOf(...all);
    expect(KnowledgePack.read(KnowledgePack.write(contents)).contents).toEqual(contents);
  });
  fc.assert(property);
});

test('a pack has at most 32 references, and names of at most 256 bytes', () => {
  const many = contentsOf(...Array.from({ length: 33 }, () => randomBases(4)));
  expect(() => KnowledgePack.write(many)).toThrow(RangeError);
  const long = { ...CONTENTS, name: 'ä'.repeat(129) };
  expect(() => KnowledgePack.write(long)).toThrow('a name has at most 256 bytes, got 258');
});

describe('of damage', () => {
  const file = KnowledgePack.write(CONTENTS);
  const [magic, one, zero] = [[0x50, 0x4d, 0x4b, 0x6e], 1, 0];
  const tooMany = [0xff, 0xff, 0xff, 0xff, 0x0f];

  test.each([
    ['nothing', 'bad-magic', []],
    ['another file', 'bad-magic', [...Buffer.from('>name\nACGT')]],
    ['a newer version', 'unsupported-version', [...magic, 2, zero]],
    ['a long name', 'corrupt', [...magic, one, ...tooMany]],
    ['many references', 'corrupt', [...magic, one, zero, 33]],
    ['a long reference', 'corrupt', [...magic, one, zero, 1, zero, ...tooMany]],
    ['a reference without its bases', 'truncated', [...magic, one, zero, 1, zero, 200, 1]],
    ['many states', 'corrupt', [...magic, one, zero, zero, zero, zero, ...tooMany]],
    ['many residues', 'corrupt', [...magic, one, zero, zero, ...tooMany]],
    ['proteins without their bytes', 'truncated', [...magic, one, zero, zero, 9, 9]],
    [
      'a state without its bytes',
      'truncated',
      [...magic, one, zero, zero, zero, zero, 1, ...tooMany],
    ],
    ['many levels', 'corrupt', [...magic, one, zero, zero, zero, zero, zero, 10]],
    ['level 0', 'corrupt', [...magic, one, zero, zero, zero, zero, zero, 1, 0, 0, 0]],
    ['level 10', 'corrupt', [...magic, one, zero, zero, zero, zero, zero, 1, 10, 0, 0]],
    [
      'a state that is not there',
      'corrupt',
      [...magic, one, zero, zero, zero, zero, zero, 1, 1, 0, 1, 1],
    ],
    ['many parts', 'corrupt', [...magic, one, zero, zero, zero, zero, zero, 1, 1, 0, ...tooMany]],
    ['bytes behind', 'corrupt', [...file, 0]],
  ])('%s is %s', (_, code, bytes) => {
    expect(codeOf(() => KnowledgePack.read(Uint8Array.from(bytes)))).toBe(code);
  });

  test('a file that breaks off is refused', () => {
    for (let length = 0; length < file.length; length++) {
      expect(codeOf(() => KnowledgePack.read(file.subarray(0, length)))).toMatch(
        length < 5 ? 'bad-magic' : 'truncated',
      );
    }
  });

  test('a changed byte gives another pack or a PmklcError', () => {
    const { hexId } = KnowledgePack.read(file);
    for (let i = 0; i < file.length; i++) {
      for (const change of [1, 0x80, 0xff]) {
        const damaged = file.map((byte, at) => (at === i ? byte ^ change : byte));
        codeOf(() => expect(KnowledgePack.read(damaged).hexId).not.toBe(hexId));
      }
    }
  });
});

describe('a pack with what models learned', () => {
  const genome = { name: 'genome', bases: randomBases(3000) };
  let pack: KnowledgePack;
  beforeAll(async () => {
    const rules = { engine, name: 'learned', levels: [1], rounds: 1, seed: 1 };
    pack = KnowledgePack.read(await makePack([genome], rules));
  });

  test('has a start for every level, of any number of bases', () => {
    for (const level of [1, 2, 3]) {
      checkSnapshot(pack.snapshotOf(level, engine)!, configForLevel(level, 2 ** 22));
    }
    expect(pack.snapshotOf(1, engine)).toBe(pack.snapshotOf(1, engine));
  });

  test('has none for a level that it does not name', () => {
    expect(
      KnowledgePack.read(KnowledgePack.write(contentsOf())).snapshotOf(1, engine),
    ).toBeUndefined();
  });

  test('with states that do not fit the level is corrupt', () => {
    const { contents } = pack;
    const [first] = contents.levels;
    const damaged = [
      { ...first!, parts: first!.parts.slice(1) },
      { ...first!, parts: first!.parts.map(() => 0) },
    ];
    for (const level of damaged) {
      const file = KnowledgePack.write({ ...contents, levels: [level] });
      const code = codeOf(() => KnowledgePack.read(file).snapshotOf(1, engine));
      expect(code).toMatch(/^(corrupt|truncated)$/);
    }
  });
});

describe('proteins', () => {
  const residues = Uint8Array.from({ length: 5000 }, (_, i) => (i % 97 === 0 ? 20 : (i * i) % 20));

  test('come back from a file as they were', () => {
    const file = KnowledgePack.write({ ...CONTENTS, proteins: packProteins(residues) });
    expect(Buffer.compare(KnowledgePack.read(file).proteins(), residues)).toBe(0);
  });

  test('of no residues are none', () => {
    expect(packProteins(new Uint8Array(0)).residueCount).toBe(0);
    const { proteins } = KnowledgePack.read(
      KnowledgePack.write({ ...CONTENTS, proteins: NO_PROTEINS }),
    ).contents;
    expect(proteins).toEqual(NO_PROTEINS);
  });

  test('that are none are refused', () => {
    expect(() => packProteins(Uint8Array.of(21))).toThrow(RangeError);
    const { packed } = packProteins(residues);
    for (const proteins of [
      { residueCount: 4999, packed },
      { residueCount: 5001, packed },
      { residueCount: 5000, packed: packed.subarray(0, 12) },
    ]) {
      const pack = KnowledgePack.read(KnowledgePack.write({ ...CONTENTS, proteins }));
      expect(codeOf(() => pack.proteins())).toBe('corrupt');
    }
  });
});
