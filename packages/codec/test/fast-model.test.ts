/** The fast model: the engine equals the reference, and archives of level 0 are what they say. */
import { createReferenceCoder, compress, decompress, isFast, referenceCoder } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { createEngine, engine } from '@pmklc/engine';
import {
  CARRIERS,
  configForLevel,
  OrderKPredictor,
  type Beginning,
  type ModelConfig,
  type Snapshot,
} from '@pmklc/models';
import { concat, periodic, randomBases, reverseComplement } from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocks, collection, medley, mutated, realBases, restless } from './contract-inputs.ts';
import { ascii, codeOf, headersOf, testdata } from './support.ts';

const CODERS = [engine, referenceCoder];
const CONFIG: ModelConfig = { ...configForLevel(0, 1000), fast: { placeBits: 12 } };

/** Same bytes of both, which each decodes; returns them. */
function expectEqual(bases: Uint8Array, beginning: Beginning = {}, config = CONFIG): Uint8Array {
  const [payload, other] = CODERS.map((coder) => coder.encode(config, bases, beginning));
  expect(Buffer.compare(payload!, other!)).toBe(0);
  for (const coder of CODERS) {
    const decoded = coder.decode(config, payload!, bases.length, beginning);
    expect(Buffer.compare(decoded, bases)).toBe(0);
  }
  return payload!;
}

const PERIODS = [1, 2, 3, 7, 19, 20, 21, 31, 32, 33, 64, 100, 1000];
const UNIT = randomBases(5000, 6);
const INPUTS: [string, Uint8Array][] = [
  ['a little of everything', medley()],
  ['real bases', realBases('HePy.seq', 0, 40_000)],
  ['a collection of relatives of either strand', collection(UNIT, 6, 300)],
  ['long copies, whose runs pass through many classes', concat(UNIT, UNIT, UNIT, UNIT)],
  ['a palindrome', concat(UNIT, reverseComplement(UNIT))],
  ['relatives with insertions', concat(UNIT, mutated(UNIT, 8, 100, 300), mutated(UNIT, 9, 30, 60))],
  ['what saturates weights', restless(13_000)],
  ['constant runs', blocks(8000)],
  ...PERIODS.map((n): [string, Uint8Array] => [
    `a repeat of period ${n}`,
    periodic(n, 3 * n + 999),
  ]),
];

test.each(INPUTS)('engine and reference agree on %s', (_, bases) => {
  expectEqual(bases);
});

test('they agree on all short lengths', () => {
  const bases = periodic(23, 70);
  for (let length = 0; length <= 70; length += 7) expectEqual(bases.subarray(0, length));
});

test('they agree on any repeats', () => {
  const units = fc.array(
    fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 20 })),
  );
  const property = fc.property(units, (some) => {
    const copies = some.flatMap(([unit, times]) => Array.from({ length: times }, () => unit));
    expectEqual(concat(...copies).map((byte) => byte & 3));
  });
  fc.assert(property, { numRuns: 20 });
});

test('bases known before are copied from, of either strand', () => {
  const alone = expectEqual(UNIT);
  const prefix = concat(randomBases(777), UNIT);
  expect(10 * expectEqual(UNIT, { prefix }).length).toBeLessThan(alone.length);
  expect(10 * expectEqual(reverseComplement(UNIT), { prefix }).length).toBeLessThan(alone.length);
});

test('a snapshot holds what was learned, and comes out of both alike', () => {
  const genome = realBases('HePy.seq', 0, 60_000);
  const first = genome.subarray(0, 30_000);
  const snapshots = CODERS.map((coder) => {
    const taken: Snapshot[] = [];
    const take = (snapshot: Snapshot) => void taken.push(snapshot);
    coder.encode(CONFIG, first, { capture: { bases: first.length, take } });
    expect(taken).toHaveLength(1);
    return taken[0]!;
  });
  expect(snapshots[0]!.bases).toBe(first.length);
  expect(Buffer.compare(snapshots[0]!.parts[0]!, snapshots[1]!.parts[0]!)).toBe(0);
  const rest = genome.subarray(30_000);
  const snapshot = snapshots[0]!;
  expect(expectEqual(rest, { snapshot }).length).toBeLessThan(expectEqual(rest).length);
  const parts = [snapshot.parts[0]!.subarray(1)];
  for (const coder of CODERS) {
    const start = () => coder.encode(CONFIG, rest, { snapshot: { ...snapshot, parts } });
    expect(start).toThrow(PmklcError);
  }
});

test('the first bases come without the others', () => {
  const payload = expectEqual(UNIT);
  for (const coder of CODERS) {
    const some = coder.decode(CONFIG, payload, UNIT.length, { wanted: 1234 });
    expect(Buffer.compare(some, UNIT.subarray(0, 1234))).toBe(0);
  }
});

test('both report the same: contexts, copies and sure copies carry what they foresee', () => {
  const bases = concat(UNIT, UNIT);
  const payload = engine.encode(CONFIG, bases);
  const [notes, others] = CODERS.map((coder) => {
    const heard: number[] = [];
    const report = (some: Uint32Array) => void heard.push(...some);
    coder.decode(CONFIG, payload, bases.length, { report });
    return heard;
  });
  expect(others).toEqual(notes);
  const bits = notes!.reduce((sum, note) => sum + 16 - Math.log2(note % 65536), 0);
  expect(Math.abs(8 * payload.length - bits)).toBeLessThan(64);
  const names = notes!.slice(UNIT.length).map((note) => CARRIERS[Math.floor(note / 65536)]!.name);
  expect(names.filter((name) => name === 'shortcut').length).toBeGreaterThan(4900);
  expect(names).toContain('copies');
});

test('it has one lane, and nothing beside it', () => {
  for (const coder of CODERS) {
    expect(() => coder.encode(CONFIG, UNIT, { lanes: 2 })).toThrow(RangeError);
  }
  const external = () => new OrderKPredictor(2);
  for (const coder of [createEngine(external), createReferenceCoder(external)]) {
    expect(() => coder.encode(CONFIG, UNIT)).toThrow(RangeError);
  }
});

describe('damaged payloads give a typed error or as many bases', () => {
  const bases = concat(UNIT, UNIT);
  const payload = engine.encode(CONFIG, bases);
  const outcome = (bytes: Uint8Array, length = bases.length): string => {
    try {
      return `${engine.decode(CONFIG, bytes, length).length}`;
    } catch (error) {
      if (error instanceof PmklcError) return error.code;
      throw error;
    }
  };
  const ALLOWED = [`${bases.length}`, 'corrupt', 'truncated'];

  test('cut anywhere', () => {
    for (let cut = 0; cut < payload.length; cut += 41) {
      expect(ALLOWED).toContain(outcome(payload.subarray(0, cut)));
    }
    expect(outcome(payload.subarray(0, payload.length / 2))).toBe('truncated');
  });

  test('with a flipped bit', () => {
    for (let bit = 0; bit < 8 * payload.length; bit += 331) {
      const flipped = payload.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(ALLOWED).toContain(outcome(flipped));
    }
  });

  test('with bytes behind, or of too many bases', () => {
    expect(outcome(concat(payload, new Uint8Array(12), Uint8Array.of(1)))).toBe('corrupt');
    expect(outcome(payload, 2 ** 31)).toBe('truncated');
    expect(outcome(new Uint8Array(40_000).fill(1), 2_146_000_000)).toBe('truncated');
  });
});

describe('archives of level 0', () => {
  const genome = testdata('cacao_chloroplast.fa');

  test('hold a configuration, so that readers need not know of the level', async () => {
    const archive = await compress(genome, { level: 0 });
    const [header] = await headersOf(archive);
    expect(isFast(header!.model)).toBe(true);
    expect(header!.model).toMatchObject({ level: 1, lanes: 1 });
    expect(await decompress(archive)).toEqual(genome);
    expect(await decompress(archive, { engine: 'reference' })).toEqual(genome);
    expect(archive.length).toBeLessThan(genome.length / 4);
  });

  test('pass on what partitions learned, and copy from each other', async () => {
    const text = testdata('dengue2_head.fa');
    const partitions = { count: 3, leastBytes: 1 };
    const archive = await compress(text, { level: 0, partitions });
    expect(await decompress(archive)).toEqual(text);
    const headers = await headersOf(archive);
    expect(headers.map(({ model }) => isFast(model))).toEqual([true, true, true]);
    expect(headers[2]!.model.snapshotFrom).toBe(1);
    const off = await compress(text, { level: 0, partitions, passing: { topology: 'off' } });
    expect(archive.length).toBeLessThan(off.length);
  });

  test('take no knowledge, lanes or predictor', async () => {
    const text = ascii('>a\nACGT\n');
    const predictor = { id: 'x', hash: 'ab', create: () => new OrderKPredictor(2) };
    for (const options of [
      { knowledge: { select: 'spum' } },
      { lanes: 2 },
      { predictor },
    ] as const) {
      await expect(compress(text, { level: 0, ...options })).rejects.toThrow(TypeError);
    }
  });

  test('cut short are truncated', async () => {
    const archive = await compress(genome.subarray(0, 20_000), { level: 0 });
    expect(await codeOf(decompress(archive.subarray(0, archive.length / 2)))).toBe('truncated');
  });
});
