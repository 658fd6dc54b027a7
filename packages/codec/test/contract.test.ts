/**
 * The engine equals the reference: the same payloads, byte for byte, and each decodes the other's.
 */
import type {
  BaseCoder,
  Beginning,
  ModelConfig,
  NetworkConfig,
  PoolConfig,
  SeedConfig,
  Snapshot,
} from '@pmklc/models';
import type { Predictor } from '@pmklc/core';
import {
  configForLevel,
  decodeConfig,
  encodeConfig,
  END,
  MAX_LEVEL,
  withBothStrands,
  OrderKPredictor,
} from '@pmklc/models';
import { createReferenceCoder, referenceCoder } from '@pmklc/codec';
import { createEngine, engine } from '@pmklc/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concat,
  genesOf,
  periodic,
  proteinFamily,
  randomBases,
  reverseComplement,
} from '@pmklc/testing';
import { blocks, collection, medley, mutated, realBases, restless } from './contract-inputs.ts';

function expectEqual(
  config: ModelConfig,
  bases: Uint8Array,
  fast: BaseCoder<ModelConfig> = engine,
  reference: BaseCoder<ModelConfig> = referenceCoder,
  beginning: Beginning = {},
): void {
  const payload = fast.encode(config, bases, beginning);
  expect(Buffer.compare(reference.encode(config, bases, beginning), payload)).toBe(0);
  for (const coder of [reference, fast]) {
    const decoded = coder.decode(config, payload, bases.length, beginning);
    expect(Buffer.compare(decoded, bases)).toBe(0);
  }
}

/** Small, with all parts. */
const NETWORK: NetworkConfig = {
  hidden: 16,
  views: [
    { stride: 1, k: 3, count: 6 },
    { stride: 3, k: 3, count: 10 },
  ],
  rowRate: 400,
  outputRate: 120,
  invertedEvery: 1,
  joint: false,
};
const seed = (pattern: string, placeBits = 14): SeedConfig => ({ pattern, placeBits });
const POOL: PoolConfig = {
  pointers: 16,
  seeds: [seed('110100110010101111')],
  minAgreement: 20,
  maxMisses: 10,
};
const SMALL: ModelConfig = {
  orders: [2, 6, 9],
  invertedRepeats: true,
  frames: { genes: 2, intergenic: 2, orders: [2, 4] },
  pool: POOL,
  networks: [NETWORK],
  mixerRate: 33,
  secondaryEstimation: true,
  shortcutRun: 400,
  translation: { alignments: 4, placeBits: 12 },
  fast: null,
};
const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => i + 1);
const MEDLEY = medley();

const pool = (fields: Partial<PoolConfig>): Partial<ModelConfig> => ({
  pool: { ...POOL, ...fields },
});
const network = (fields: Partial<NetworkConfig>): Partial<ModelConfig> => ({
  networks: [{ ...NETWORK, ...fields }],
});
const view = (stride: number, k: number, count: number): Partial<ModelConfig> =>
  network({ views: [{ stride, k, count }] });

test.each(LEVELS)('level %i', (level) => {
  expectEqual(configForLevel(level, MEDLEY.length), MEDLEY);
});

test.each([1, 6, 9])('level %i, of both strands', (level) => {
  expectEqual(withBothStrands(configForLevel(level, MEDLEY.length)), MEDLEY);
});

const OPTIONS: Record<string, Partial<ModelConfig>> = {
  'no inverted repeats': { invertedRepeats: false, ...network({ invertedEvery: 0 }) },
  'inverted repeats in the contexts alone': network({ invertedEvery: 0 }),
  'inverted repeats in the network alone': { invertedRepeats: false },
  'every second base inverted': network({ invertedEvery: 2 }),
  'every third base inverted': network({ invertedEvery: 3 }),
  'every 16th base inverted': network({ invertedEvery: 16 }),
  'no pool': { pool: null, shortcutRun: 0 },
  'no frames': { frames: null },
  'the fewest frames': { frames: { genes: 1, intergenic: 1, orders: [1] } },
  'the most frames': { frames: { genes: 4, intergenic: 4, orders: [1, 3, 6] } },
  'frames of one high order': { frames: { genes: 3, intergenic: 1, orders: [6] } },
  'no translated copies': { translation: null },
  'one alignment': { translation: { alignments: 1, placeBits: 8 } },
  '16 alignments': { translation: { alignments: 16, placeBits: 16 } },
  'no networks': { networks: [] },
  'no secondary estimation': { secondaryEstimation: false },
  'no shortcut': { shortcutRun: 0 },
  'an early shortcut': { shortcutRun: 32 },
  'one order': { orders: [11] },
  'the lowest order': { orders: [1] },
  'all orders': { orders: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  'no orders': { orders: [] },
  'networks alone': { orders: [], pool: null, shortcutRun: 0 },
  'a pool alone': { orders: [], networks: [] },
  'a pool alone, without secondary estimation': {
    orders: [],
    networks: [],
    secondaryEstimation: false,
    shortcutRun: 0,
  },
  'a context alone': { orders: [3], pool: null, shortcutRun: 0, networks: [] },
  'one pointer': pool({ pointers: 1 }),
  '64 pointers': pool({ pointers: 64, minAgreement: 8, maxMisses: 16 }),
  'few places': pool({ seeds: [seed('110100110010101111', 8)] }),
  'many places': pool({ seeds: [seed('110100110010101111', 20)] }),
  'a seed of 8': pool({ seeds: [seed('11111111')] }),
  'a seed of 16': pool({ seeds: [seed('1111111111111111')] }),
  'a seed of 17': pool({ seeds: [seed('11111111000000001')] }),
  'a seed of 32': pool({ seeds: [seed('11101001100101011000000000011111')] }),
  'two seeds': pool({ seeds: [seed('111010010100110111'), seed('1101100011010111', 10)] }),
  'strict copies': pool({ minAgreement: 32, maxMisses: 1 }),
  '32 hidden units': network({ hidden: 32 }),
  '48 hidden units': network({ hidden: 48 }),
  '64 hidden units': network({ hidden: 64 }),
  'view 2,2x12': view(2, 2, 12),
  'view 64,1x16': view(64, 1, 16),
  'view 1,8x2': view(1, 8, 2),
  'view 3,5x1': view(3, 5, 1),
  'view 4,4x256': view(4, 4, 256),
  'the highest rates': { mixerRate: 170, ...network({ rowRate: 4095, outputRate: 200 }) },
  'the lowest rates': { mixerRate: 1, ...network({ rowRate: 1, outputRate: 1 }) },
  'a joint network': {
    networks: [NETWORK, { ...NETWORK, invertedEvery: 0, joint: true }],
  },
  'a joint network alone': { networks: [{ ...NETWORK, invertedEvery: 0, joint: true }] },
  'two joint networks': {
    networks: [16, 48].map((hidden) => ({ ...NETWORK, hidden, invertedEvery: 0, joint: true })),
  },
  'four networks': {
    networks: [1, 2, 3, 4].map((k) => ({
      ...NETWORK,
      hidden: 16 * k,
      views: [{ stride: k, k, count: 5 }],
    })),
  },
};

test.each(Object.entries(OPTIONS))('%s', (_, fields) => {
  const config = { ...SMALL, ...fields };
  expectEqual(config, MEDLEY);
  expect(decodeConfig(encodeConfig(config))).toEqual(config);
});

test('lengths 0 to 70', () => {
  const bases = periodic(23, 70);
  for (let length = 0; length <= 70; length++) expectEqual(SMALL, bases.subarray(0, length));
});

test('the longest window over 70,000 bases', () => {
  const config = { ...SMALL, ...view(4, 4, 256) };
  const bases = realBases('HePy.seq', 0, 70_000);
  const payload = engine.encode(config, bases);
  expect(Buffer.compare(referenceCoder.encode(config, bases), payload)).toBe(0);
  expect(Buffer.compare(engine.decode(config, payload, bases.length), bases)).toBe(0);
});

test.each([1000, 4097, 65537])('%i bases', (length) => {
  expectEqual({ ...SMALL, networks: [] }, realBases('HePy.seq', 100, length));
});

const PERIODS = [1, 2, 3, 4, 5, 7, 8, 11, 16, 31, 32, 33, 64, 100, 257, 1000];
test.each(PERIODS)('a repeat of period %i', (period) => {
  expectEqual({ ...SMALL, shortcutRun: 32 }, periodic(period, Math.max(1500, 4 * period)));
});

test('a constant run', () => {
  for (const base of [0, 1, 2, 3]) expectEqual(SMALL, new Uint8Array(3000).fill(base));
});

test('a collection of relatives', () => {
  const config = { ...SMALL, shortcutRun: 64 };
  expectEqual(config, collection(realBases('bundibugyo_ebola.fa', 0, 1500), 12, 150));
  expectEqual(config, collection(randomBases(5000), 5, 1000));
});

test('a collection whose copies come to be trusted after short runs', () => {
  const config = { ...SMALL, networks: [], shortcutRun: 65535 };
  expectEqual(config, collection(randomBases(1500), 20, 700));
});

test('copies of 20,000 bases, whose runs pass through many classes', () => {
  const bases = randomBases(20_000, 6);
  const config = { ...SMALL, networks: [], shortcutRun: 32 };
  expectEqual(
    config,
    concat(bases, reverseComplement(bases), bases, mutated(bases, 8, 3000, 9000)),
  );
});

test('a palindrome', () => {
  const arm = randomBases(3000, 5);
  expectEqual(SMALL, concat(arm, reverseComplement(arm)));
  expectEqual({ ...SMALL, shortcutRun: 32 }, concat(arm, reverseComplement(arm)));
  expectEqual(SMALL, reverseComplement(concat(arm, reverseComplement(mutated(arm, 9, 20, 50)))));
});

test('hairpins of period 6 at the start and at the end', () => {
  const unit = Uint8Array.of(0, 1, 2, 1, 2, 3);
  expectEqual(SMALL, concat(...Array.from({ length: 200 }, () => unit)));
});

test('what saturates weights, their sums and gradients', () => {
  const views = [
    [{ stride: 2, k: 1, count: 32 }],
    [
      { stride: 1, k: 1, count: 64 },
      { stride: 1, k: 2, count: 64 },
    ],
  ];
  for (const view of views) {
    const fields = network({ views: view, rowRate: 4095, outputRate: 200 });
    const config = { ...SMALL, orders: [2], pool: null, shortcutRun: 0, ...fields };
    expectEqual(config, restless(13_000));
    expectEqual(config, blocks(8000));
  }
});

test('real bases', () => {
  expectEqual(SMALL, realBases('hiv1.fa', 0, 12_000));
  expectEqual(SMALL, realBases('dengue2_head.fa', 0, 12_000));
  expectEqual(configForLevel(1, 15_000), realBases('cacao_chloroplast.fa', 30_000, 15_000));
});

describe('translated copies', () => {
  const config = { ...SMALL, networks: [], orders: [2, 11] };
  const family = proteinFamily(12, 150, 3);
  const genes = genesOf(family, 5);

  test('of genes of one family, of either strand', () => {
    expectEqual(config, genes);
    expectEqual(config, reverseComplement(genes));
    const without = engine.encode({ ...config, translation: null }, genes).length;
    expect(engine.encode(config, genes).length).toBeLessThan(0.98 * without);
  });

  test('of known proteins, from the first gene on', () => {
    const proteins = concat(...family.slice(0, 6).flatMap((p) => [p, Uint8Array.of(END)]));
    const bases = genes.subarray(genes.length / 2);
    const payload = engine.encode(config, bases, { proteins });
    const reference = referenceCoder.encode(config, bases, { proteins });
    expect(Buffer.compare(reference, payload)).toBe(0);
    expect(payload.length).toBeLessThan(0.98 * engine.encode(config, bases).length);
    for (const coder of [engine, referenceCoder]) {
      const back = coder.decode(config, payload, bases.length, { proteins });
      expect(Buffer.compare(back, bases)).toBe(0);
    }
  });

  test('of proteins so many that places take four bytes', () => {
    const known = concat(...family.slice(0, 6).flatMap((p) => [p, Uint8Array.of(END)]));
    const proteins = concat(new Uint8Array(2 ** 24).fill(END), known);
    const payload = engine.encode(config, genes, { proteins });
    const reference = referenceCoder.encode(config, genes, { proteins });
    expect(Buffer.compare(payload, reference)).toBe(0);
    expect(payload.length).toBeLessThan(0.98 * engine.encode(config, genes).length);
  });

  test('where proteins are as short as nothing, or no amino acids at all', () => {
    for (const proteins of [Uint8Array.of(), Uint8Array.of(3), new Uint8Array(300).fill(END)]) {
      const payload = engine.encode(config, genes, { proteins });
      expect(Buffer.compare(payload, engine.encode(config, genes))).toBe(0);
      const reference = referenceCoder.encode(config, genes, { proteins });
      expect(Buffer.compare(reference, payload)).toBe(0);
    }
  });

  test('of one amino acid, repeated in all frames, and of stops', () => {
    for (const unit of [
      [0, 0, 0],
      [2, 1, 0],
      [2, 1, 0, 2, 1, 3],
      [3, 0, 0],
      [0, 1, 2, 3, 2, 1, 1],
    ]) {
      const bases = concat(...Array.from({ length: 400 }, () => Uint8Array.from(unit)));
      expectEqual(config, concat(bases, randomBases(100), mutated(bases, 3, 40, 100)));
      const proteins = new Uint8Array(500).fill(7);
      const payload = engine.encode(config, bases, { proteins });
      const reference = referenceCoder.encode(config, bases, { proteins });
      expect(Buffer.compare(reference, payload)).toBe(0);
    }
  });

  test('across a prefix and a snapshot', () => {
    const half = genes.length >> 1;
    let snapshot: Snapshot | undefined;
    const capture = { bases: half, take: (s: Snapshot) => void (snapshot = s) };
    engine.encode(config, genes.subarray(0, half), { capture });
    const start = { prefix: genes.slice(0, half), snapshot: snapshot! };
    const rest = genes.subarray(half);
    const payload = engine.encode(config, rest, start);
    expect(Buffer.compare(referenceCoder.encode(config, rest, start), payload)).toBe(0);
    expect(Buffer.compare(engine.decode(config, payload, rest.length, start), rest)).toBe(0);
  });

  test('refuses residues that are none', () => {
    const proteins = Uint8Array.of(1, 21);
    for (const coder of [engine, referenceCoder]) {
      expect(() => coder.encode(config, genes, { proteins })).toThrow(RangeError);
    }
  });
});

describe('reads', () => {
  const genome = realBases('HePy.seq', 0, 1500);
  /** Overlapping pieces, every third one of the opposite strand, of lengths in turn. */
  const readsOf = (lengths: readonly number[]): Uint8Array =>
    concat(
      ...Array.from({ length: 80 }, (_, i) => {
        const from = (i * 367) % 1300;
        const read = genome.subarray(from, from + lengths[i % lengths.length]!);
        return i % 3 === 0 ? reverseComplement(read) : read;
      }),
    );

  test.each([[[100]], [[30, 180]], [[1]], [[1, 2]], [[11, 12]], [[70, 33]]])(
    'of lengths %j',
    (readLengths) => {
      for (const config of [SMALL, { ...SMALL, shortcutRun: 32 }, configForLevel(2, 10_000)]) {
        expectEqual(config, readsOf(readLengths), engine, referenceCoder, { readLengths });
      }
    },
  );

  test('behind a prefix, of which the last is cut off, and none is ever full', () => {
    const prefix = genome.subarray(100, 777);
    for (const readLengths of [[99], [2 ** 31 - 1], [50, 2 ** 31 - 1]]) {
      expectEqual(SMALL, readsOf([100]), engine, referenceCoder, { prefix, readLengths });
    }
  });

  test('without a pool, and with a strict one', () => {
    const configs = [
      { ...SMALL, ...OPTIONS['no pool'] },
      { ...SMALL, ...OPTIONS['strict copies'] },
    ];
    for (const config of configs) {
      expectEqual(config, readsOf([60]), engine, referenceCoder, { readLengths: [60] });
    }
  });

  test('take fewer bytes than the same bases as one sequence', () => {
    const bases = readsOf([100]);
    const payload = engine.encode(SMALL, bases, { readLengths: [100] });
    expect(payload.length).toBeLessThan(0.97 * engine.encode(SMALL, bases).length);
  });

  test('must have one or two lengths in range', () => {
    for (const readLengths of [[], [0], [1.5], [2 ** 31], [1, 2, 3]]) {
      for (const coder of [engine, referenceCoder]) {
        expect(() => coder.encode(SMALL, MEDLEY, { readLengths })).toThrow(RangeError);
      }
    }
  });
});

describe('a predictor of the caller', () => {
  const create = (): Predictor => new OrderKPredictor(4);
  const fast = createEngine(create);
  const reference = createReferenceCoder(create);

  test('joins the experts', () => {
    expectEqual(SMALL, MEDLEY, fast, reference);
    expect(fast.encode(SMALL, MEDLEY)).not.toEqual(engine.encode(SMALL, MEDLEY));
  });

  test('is asked on the shortcut too', () => {
    const config = { ...SMALL, shortcutRun: 32 };
    expectEqual(config, periodic(11, 3000), fast, reference);
  });

  test('joins a model without context models', () => {
    expectEqual({ ...SMALL, orders: [], networks: [] }, MEDLEY, fast, reference);
  });

  test('may be worth the largest weights, and then be wrong', () => {
    const bases = randomBases(20_000);
    const oracle = (): Predictor => {
      let i = 0;
      return {
        predict: (out) => {
          out.fill(15_000);
          const base = i < 13_000 ? bases[i] : 3 - bases[i];
          out[base] = 65_536 - 45_000;
        },
        update: () => {
          i++;
        },
      };
    };
    const config = {
      ...SMALL,
      orders: [1],
      pool: null,
      shortcutRun: 0,
      networks: [],
      mixerRate: 170,
    };
    expectEqual(config, bases, createEngine(oracle), createReferenceCoder(oracle));
  });

  test('may be certain', () => {
    const certain = (): Predictor => ({
      predict: (out) => out.set([65533, 1, 1, 1]),
      update: () => {},
    });
    expectEqual(SMALL, MEDLEY, createEngine(certain), createReferenceCoder(certain));
  });
});

test('any configuration, any bases', () => {
  const views = fc.array(
    fc.record({
      stride: fc.integer({ min: 1, max: 64 }),
      k: fc.integer({ min: 1, max: 6 }),
      count: fc.integer({ min: 1, max: 15 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const networks = fc.record({
    hidden: fc.constantFrom(16, 32, 48, 64),
    views,
    rowRate: fc.integer({ min: 1, max: 4095 }),
    outputRate: fc.integer({ min: 1, max: 200 }),
    invertedEvery: fc.integer({ min: 0, max: 16 }),
    joint: fc.constant(false),
  });
  const joint = networks.map((network) => ({ ...network, invertedEvery: 0, joint: true }));
  const seeds = fc.record({
    pattern: fc
      .array(fc.constantFrom('0', '1'), { minLength: 7, maxLength: 31 })
      .map((digits) => `1${digits.join('')}`),
    placeBits: fc.integer({ min: 8, max: 12 }),
  });
  const pools = fc.record({
    pointers: fc.integer({ min: 1, max: 64 }),
    seeds: fc.array(seeds, { minLength: 1, maxLength: 2 }),
    minAgreement: fc.integer({ min: 8, max: 32 }),
    maxMisses: fc.integer({ min: 1, max: 16 }),
  });
  const frames = fc.record({
    genes: fc.integer({ min: 1, max: 4 }),
    intergenic: fc.integer({ min: 1, max: 4 }),
    orders: fc
      .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 })
      .map((orders) => orders.sort((a, b) => a - b)),
  });
  const configs = fc.record({
    orders: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
    invertedRepeats: fc.boolean(),
    frames: fc.option(frames),
    pool: pools,
    networks: fc
      .tuple(fc.array(networks, { maxLength: 2 }), fc.array(joint, { maxLength: 2 }))
      .map((both) => both.flat()),
    mixerRate: fc.integer({ min: 1, max: 170 }),
    secondaryEstimation: fc.boolean(),
    shortcutRun: fc.oneof(fc.constant(0), fc.integer({ min: 32, max: 200 })),
    translation: fc.option(
      fc.record({
        alignments: fc.integer({ min: 1, max: 16 }),
        placeBits: fc.integer({ min: 8, max: 12 }),
      }),
    ),
    fast: fc.constant(null),
  });
  const inputs = fc
    .array(fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 20 })))
    .map((units) =>
      concat(...units.flatMap(([unit, times]) => Array.from({ length: times }, () => unit))).map(
        (byte) => byte & 3,
      ),
    );
  const lengths = fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(configs, inputs, fc.option(lengths), (config, bases, readLengths) => {
      const sorted = { ...config, orders: config.orders.sort((a, b) => a - b) };
      const beginning = { readLengths: readLengths ?? undefined };
      expectEqual(sorted, bases, engine, referenceCoder, beginning);
    }),
    { numRuns: 60 },
  );
});
