/** Whether contexts learn from both strands: where words come before on the opposite one. */
import type { CompressOptions, StrandCount } from '@pmklc/codec';
import { compress, decompress } from '@pmklc/codec';
import { configForLevel, OrderKPredictor } from '@pmklc/models';
import { describe, expect, test } from 'vitest';
import { concat, randomBases, randomWords, reverseComplement } from '@pmklc/testing';
import { countStrands } from '../src/partition/strand-choice.ts';
import { FAST, headersOf, testdata } from './support.ts';

const GENOME = randomBases(40_000, 7);

/** Reads of 100 bases from anywhere in `GENOME`, every second one of the opposite strand, or none. */
function reads(count: number, { stranded = false, seed = 1 } = {}): Uint8Array {
  const next = randomWords(seed);
  return concat(
    ...Array.from({ length: count }, (_, i) => {
      const at = next() % (GENOME.length - 100);
      const read = GENOME.subarray(at, at + 100);
      return stranded || i % 2 === 0 ? read : reverseComplement(read);
    }),
  );
}

const lettersOf = (bases: Uint8Array) => Uint8Array.from(bases, (b) => 'ACGT'.charCodeAt(b));

async function strandsOf(
  input: Uint8Array,
  options: CompressOptions = {},
): Promise<(boolean | undefined)[]> {
  const archive = await compress(input, { ...FAST, ...options });
  expect(Buffer.compare(await decompress(archive, options), input)).toBe(0);
  return (await headersOf(archive)).map(({ model }) => model.bothStrands);
}

describe('the count', () => {
  test('is of words that came before as their reverse complement', () => {
    const half = randomBases(1000, 3);
    const { words, opposite } = countStrands(concat(half, reverseComplement(half)))!;
    // Of 15 words across the middle one is its own reverse complement, the others are seven pairs.
    expect([words, opposite]).toEqual([1984, 985 + 7]);
  });

  test('has none of what comes again as it is, or of chance', () => {
    const half = randomBases(1000, 3);
    expect(countStrands(concat(half, half))!.opposite).toBe(0);
    expect(countStrands(randomBases(60_000))!.opposite).toBeLessThan(5);
  });

  test('has nothing of fewer bases than a word', () => {
    expect(countStrands(randomBases(15))).toBeUndefined();
    expect(countStrands(randomBases(16))?.words).toBe(1);
  });

  test('is of a sample of a long sequence, with both of each pair', () => {
    const half = randomBases(500_000, 5);
    const { words, opposite } = countStrands(concat(half, reverseComplement(half)))!;
    expect(words).toBeGreaterThan(2 ** 15);
    expect(words).toBeLessThan(2 ** 17);
    expect(opposite / words).toBeCloseTo(0.5, 2);
  });
});

test.each([
  ['reads of either strand', reads(1000), true],
  ['reads of one strand', reads(1000, { stranded: true }), undefined],
  ['few reads of either strand', reads(20), undefined],
])('%s', async (_, bases, bothStrands) => {
  expect(await strandsOf(lettersOf(bases))).toEqual([bothStrands]);
});

test.each(['hiv1.fa', 'bundibugyo_ebola.fa', 'illumina_rnaseq_head.fastq', 'HePy.seq'])(
  '%s: one strand',
  async (name) => {
    expect(await strandsOf(testdata(name))).toEqual([undefined]);
  },
);

test('a chloroplast has an inverted repeat: both', async () => {
  expect(await strandsOf(testdata('cacao_chloroplast.fa'))).toEqual([true]);
});

test('reads of either strand are smaller by both', async () => {
  const input = lettersOf(reads(2000));
  const sizes = [true, false].map(async (invertedRepeats) => {
    const model = { ...configForLevel(1, 200_000), invertedRepeats };
    return (await compress(input, { ...FAST, model })).length;
  });
  const [both, single] = await Promise.all(sizes);
  expect(both! / single!).toBeLessThan(0.99);
});

test('each partition has its own, also where it starts from what another learned', async () => {
  const least = 2 ** 16;
  const parts = [randomBases(least, 1), reads(700).subarray(0, least), randomBases(2000, 2)];
  const input = lettersOf(concat(...parts));
  const archive = await compress(input, { ...FAST, partitions: { bases: least } });
  const models = (await headersOf(archive)).map(({ model }) => model);
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0, 1]);
  expect(models.map(({ bothStrands }) => bothStrands)).toEqual([undefined, true, undefined]);
  for (const engine of ['wasm', 'reference'] as const) {
    expect(Buffer.compare(await decompress(archive, { engine }), input)).toBe(0);
  }
});

test('the engine and the reference make the same archive of both strands', async () => {
  const input = lettersOf(reads(600));
  const [fast, reference] = await Promise.all(
    (['wasm', 'reference'] as const).map((engine) => compress(input, { ...FAST, engine })),
  );
  expect((await headersOf(fast!))[0]!.model.bothStrands).toBe(true);
  expect(Buffer.compare(fast!, reference!)).toBe(0);
  expect(Buffer.compare(await decompress(reference!, { engine: 'reference' }), input)).toBe(0);
});

test("a caller's model is used as it is, and a predictor beside the level's changes nothing", async () => {
  const input = lettersOf(reads(600));
  expect(await strandsOf(input, { model: configForLevel(1, 60_000) })).toEqual([undefined]);
  const predictor = { id: 'order-2', hash: '02', create: () => new OrderKPredictor(2) };
  expect(await strandsOf(input, { predictor })).toEqual([true]);
  expect(await strandsOf(input, { predictor, predictorAlone: true })).toEqual([undefined]);
});

test('callers hear what was counted, and what comes of it', async () => {
  const heard: [number, StrandCount][] = [];
  const strands = (partition: number, count: StrandCount) => void heard.push([partition, count]);
  for (const bases of [reads(1000), GENOME]) {
    await compress(lettersOf(bases), { ...FAST, on: { strands } });
  }
  expect(heard.map(([partition, { bothStrands }]) => [partition, bothStrands])).toEqual([
    [0, true],
    [0, false],
  ]);
});
