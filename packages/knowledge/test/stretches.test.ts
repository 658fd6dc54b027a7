import { engine } from '@pmklc/engine';
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { beginningOf, decodeUse, encodeUse, packReference } from '@pmklc/knowledge';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { fitUse } from '../src/select/knowledge-use.ts';
import { UNIT_BASES } from '../src/pack/reference.ts';
import { baseCountOf, readRanges, rangesOf, writeRanges } from '../src/select/reference-ranges.ts';
import { codeOf, packOf } from './support.ts';

const UNITS = 40;
const bases = randomBases(UNITS * UNIT_BASES - 5000);
const reference = packReference('', bases);
const pack = packOf(bases, randomBases(100, 2));

/** The bases of some units. */
const unitsOf = (...units: number[]) =>
  Buffer.concat(units.map((unit) => bases.subarray(unit * UNIT_BASES, (unit + 1) * UNIT_BASES)));

test('units that are near to each other make one stretch; many make all of the reference', () => {
  expect(rangesOf(reference, [3, 4, 6, 9])).toEqual([
    { from: 3, count: 4 },
    { from: 9, count: 1 },
  ]);
  expect(
    rangesOf(
      reference,
      Array.from({ length: 30 }, (_, i) => i),
    ),
  ).toBeUndefined();
});

test('any ranges come back', () => {
  const units = fc.subarray(
    Array.from({ length: UNITS }, (_, i) => i),
    { minLength: 1 },
  );
  const property = fc.property(units, (some) => {
    const ranges = rangesOf(reference, some);
    const writer = new ByteWriter();
    writeRanges(writer, ranges);
    const reader = new ByteReader(writer.toUint8Array());
    expect(readRanges(reader, reference)).toEqual(ranges);
    expect(reader.remaining).toBe(0);
  });
  fc.assert(property);
});

describe('a use with ranges', () => {
  const ranges = [
    { from: 2, count: 1 },
    { from: UNITS - 1, count: 1 },
  ];
  const use = {
    pack,
    hasSnapshot: true,
    hasProteins: false,
    references: [{ index: 0, ranges }, { index: 1 }],
  };

  test('is revision + 128, id, length of the mask, mask, then count, gaps and lengths', () => {
    const entry = encodeUse(use, 1);
    expect([...entry]).toEqual([129, ...pack.id, 1, 0b1101, 2, 2, 0, UNITS - 4, 0, 0]);
    expect(decodeUse(entry, [pack])).toEqual(use);
  });

  test('begins with the bases of the ranges only', () => {
    const { prefix } = beginningOf([{ ...use, hasSnapshot: false }], 1, engine);
    expect(Buffer.from(prefix!)).toEqual(
      Buffer.concat([unitsOf(2), unitsOf(UNITS - 1), randomBases(100, 2)]),
    );
    expect(baseCountOf(reference, ranges)).toBe(2 * UNIT_BASES - 5000);
  });

  test('names as many as there is room for, and then what is between those nearest to each other', () => {
    const wide = Array.from({ length: 40 }, (_, i) => ({ from: 3 * i, count: 2 }));
    const fitted = fitUse({ ...use, references: [{ index: 0, ranges: wide }] });
    expect(encodeUse(fitted, 0).length).toBeLessThanOrEqual(64);
    const named = fitted.references[0]!.ranges!;
    expect(named.length).toBeGreaterThan(20);
    for (const { from, count } of wide) {
      expect(named.some((s) => s.from <= from && s.from + s.count >= from + count)).toBe(true);
    }
  });

  const entry = encodeUse(use, 0);
  const changed = (at: number, byte: number) => entry.map((old, i) => (i === at ? byte : old));
  test.each([
    ['a stretch past the end', changed(12, UNITS)],
    ['a stretch that is too long', changed(11, UNITS)],
    ['a stretch without a gap', changed(12, 0)],
    ['no length of the mask', entry.subarray(0, 7)],
    ['no mask', changed(7, 0)],
    ['a mask that is too long', changed(7, 6)],
    ['more bytes', Uint8Array.of(...entry, 0)],
  ])('%s is corrupt', (_, damaged) => {
    expect(codeOf(() => decodeUse(damaged, [pack]))).toBe('corrupt');
  });

  test('ends at its last byte, and no earlier', () => {
    for (let length = 7; length < entry.length; length++) {
      expect(codeOf(() => decodeUse(entry.subarray(0, length), [pack]))).toBe('corrupt');
    }
  });

  test('of any bytes is a use, or a typed error', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 12 }), (rest) => {
      try {
        beginningOf([decodeUse(Uint8Array.of(128, ...pack.id, ...rest), [pack])], 1, engine);
      } catch (error) {
        expect(error).toBeInstanceOf(PmklcError);
      }
    });
    fc.assert(property);
  });
});
