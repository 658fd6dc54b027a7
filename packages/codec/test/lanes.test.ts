/**
 * Lanes of the reference, which the engine equals: several places of a sequence that share what they learn.
 */
import { createReferenceCoder, referenceCoder } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import {
  configForLevel,
  OrderKPredictor,
  withBothStrands,
  type BaseCoderOptions,
  type ModelConfig,
  type Snapshot,
} from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { concat, genesOf, proteinFamily, randomBases, reverseComplement } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { collection, medley, mutated, realBases } from './contract-inputs.ts';

const LENGTH = 8 * 1024;
/** All parts, and a shortcut that is taken early. */
const LEVEL = withBothStrands(configForLevel(6, LENGTH));
const CONFIG: ModelConfig = { ...LEVEL, orders: [1, 2, 4, 8, 9], shortcutRun: 32 };
/** Repeats within lanes and across, of either strand. */
const MIXED = concat(medley(), collection(realBases('HePy.seq', 0, 700), 8, 30));

function encode(bases: Uint8Array, options: BaseCoderOptions, config = CONFIG): Uint8Array {
  return referenceCoder.encode(config, bases, options);
}

function expectRoundTrip(bases: Uint8Array, options: BaseCoderOptions, config = CONFIG): void {
  const payload = encode(bases, options, config);
  expect(Buffer.compare(engine.encode(config, bases, options), payload)).toBe(0);
  for (const coder of [referenceCoder, engine]) {
    const decoded = coder.decode(config, payload, bases.length, options);
    expect(Buffer.compare(decoded, bases)).toBe(0);
  }
}

describe('round trip, with the same bytes as of the engine', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])('in %d lanes', (lanes) => {
    for (const length of [LENGTH, LENGTH + 1, LENGTH + 6]) {
      expectRoundTrip(MIXED.subarray(0, length), { lanes });
    }
  });

  test('in 64 lanes, one of which is longer', () => {
    const bases = concat(realBases('HePy.seq', 0, 40_000), randomBases(64 * 1024 + 1 - 40_000));
    expectRoundTrip(bases, { lanes: 64 });
  });

  test('of reads, which lanes begin within', () => {
    const genome = realBases('HePy.seq', 0, 1000);
    const reads = Array.from({ length: 90 }, (_, i) => {
      const read = genome.subarray((i * 137) % 880, ((i * 137) % 880) + 100);
      return i % 2 === 0 ? read : reverseComplement(read);
    });
    expectRoundTrip(concat(...reads), { lanes: 5, readLengths: [100] });
    expectRoundTrip(concat(...reads), { lanes: 3, readLengths: [30, 70] });
  });

  test('behind a prefix, from a snapshot, with proteins', () => {
    const proteins = proteinFamily(4, 300, 1);
    let snapshot: Snapshot | undefined;
    const capture = { bases: 3000, take: (taken: Snapshot) => (snapshot = taken) };
    const bases = concat(genesOf(proteins, 2), MIXED).subarray(0, LENGTH);
    encode(bases, { lanes: 3, capture });
    expect(snapshot!.bases).toBe(3000);
    const prefix = mutated(bases.subarray(1000, 3000), 5, 20, 100);
    expectRoundTrip(bases, {
      lanes: 4,
      snapshot: snapshot!,
      prefix,
      proteins: concat(...proteins),
    });
  });
});

test('one lane is what there was before lanes', () => {
  const bases = MIXED.subarray(0, 5000);
  expect(encode(bases, { lanes: 1 })).toEqual(encode(bases, {}));
});

test('lanes copy from each other', () => {
  const first = randomBases(6000);
  // Shifted, so that the second one's source is known by then; inverted ones run against each other.
  for (const second of [mutated(first, 3, 100, 1000), reverseComplement(first)]) {
    const bases = concat(randomBases(500), first, second);
    const { length } = encode(bases, { lanes: 2 });
    // Random bases take a byte for four: 6,500 of them, and little more for the rest.
    expect(length).toBeLessThan(6500 / 4 + 900);
  }
});

describe('a snapshot of lanes', () => {
  const bases = MIXED.subarray(0, LENGTH + 3);

  function captured(at: number, use: (options: BaseCoderOptions) => unknown): Snapshot {
    const taken: Snapshot[] = [];
    use({ lanes: 4, capture: { bases: at, take: (snapshot) => taken.push(snapshot) } });
    expect(taken).toHaveLength(1);
    return taken[0];
  }

  test.each([0, 2, 1024, 4095, LENGTH + 2, LENGTH + 3])(
    'is the same to the encoder and to the decoder, after %d bases',
    (at) => {
      const ofEncoder = captured(at, (options) => encode(bases, options));
      const payload = encode(bases, { lanes: 4 });
      const ofDecoder = captured(at, (options) =>
        referenceCoder.decode(CONFIG, payload, bases.length, options),
      );
      expect(Buffer.compare(Buffer.concat(ofDecoder.parts), Buffer.concat(ofEncoder.parts))).toBe(
        0,
      );
      expect(ofDecoder.bases).toBe(ofEncoder.bases);
      expect(ofEncoder.bases).toBe(Math.min(4 * Math.ceil(at / 4), bases.length));
    },
  );
});

test('a report hears of all bases, each at its place', () => {
  const bases = MIXED.subarray(0, LENGTH + 1);
  const payload = encode(bases, { lanes: 3 });
  const notes: number[] = [];
  referenceCoder.decode(CONFIG, payload, bases.length, {
    lanes: 3,
    report: (block, first) => block.forEach((note, i) => (notes[first + i] = note)),
  });
  expect(notes.filter((note) => note > 0)).toHaveLength(bases.length);
  // What the frequencies say that the bases take is what they take.
  const bits = notes.reduce((sum, note) => sum - Math.log2((note % 65536) / 65536), 0);
  expect(Math.abs(bits / 8 - payload.length)).toBeLessThan(20);
});

test.each([0, 1, 900, 2731, 2732, 5000, LENGTH])('the first %d bases alone', (wanted) => {
  const bases = MIXED.subarray(0, LENGTH + 1);
  const payload = encode(bases, { lanes: 3 });
  const found = referenceCoder.decode(CONFIG, payload, bases.length, { lanes: 3, wanted });
  expect(Buffer.compare(found, bases.subarray(0, wanted))).toBe(0);
});

test('progress comes to its end', () => {
  const heard: number[] = [];
  const bases = randomBases(70_000);
  const config = { ...CONFIG, orders: [2], networks: [], pool: null, shortcutRun: 0 };
  encode(bases, { lanes: 7, progress: (done) => heard.push(done) }, config);
  expect(heard).toHaveLength(2);
  expect(heard[1]! - heard[0]!).toBeGreaterThan(32_700);
});

describe('refusals', () => {
  const bases = MIXED.subarray(0, 2048);

  test.each([0, 3, 1.5, -1])('%d lanes of 2,048 bases are a bad call', (lanes) => {
    expect(() => encode(bases, { lanes })).toThrow(RangeError);
  });

  test('a header that says so is corrupt', () => {
    const payload = encode(bases, { lanes: 2 });
    const decode = (): unknown => referenceCoder.decode(CONFIG, payload, 2048, { lanes: 3 });
    expect(decode).toThrow(PmklcError);
    expect(decode).toThrow('2048 bases in 3 lanes');
  });

  test('a payload for one lane is not one for two', () => {
    const payload = encode(bases, {});
    expect(() => referenceCoder.decode(CONFIG, payload, 2048, { lanes: 2 })).toThrow(PmklcError);
  });

  test('networks that learn from the opposite strand have one lane', () => {
    const networks = LEVEL.networks.map((network) => ({
      ...network,
      invertedEvery: 2,
      joint: false,
    }));
    expect(() => encode(bases, { lanes: 2 }, { ...CONFIG, networks })).toThrow('one lane');
  });

  test('a predictor of the caller has one lane', () => {
    const coder = createReferenceCoder(() => new OrderKPredictor(2));
    expect(() => coder.encode(CONFIG, bases, { lanes: 2 })).toThrow('one lane');
  });
});
