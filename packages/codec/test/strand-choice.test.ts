/** The choice between a model that learns from both strands and one that learns from one. */
import type { CompressOptions, StrandTrial } from '@pmklc/codec';
import { compress, decompress } from '@pmklc/codec';
import { configForLevel } from '@pmklc/core';
import { OrderKPredictor } from '@pmklc/models';
import { expect, test } from 'vitest';
import { inverted, joined, randomBases } from './contract-inputs.ts';
import { FAST, headersOf, randomNumbers, testdata } from './support.ts';

/** One of 64 followers is likely after each three bases, and so has a direction. */
function stranded(length: number, seed = 1): Uint8Array {
  const next = randomNumbers(seed);
  const likely = randomBases(64, 5);
  const bases = new Uint8Array(length);
  let context = 0;
  for (let i = 0; i < length; i++) {
    bases[i] = next() % 5 < 2 ? likely[context]! : next() >>> 30;
    context = ((context << 2) | bases[i]!) & 63;
  }
  return bases;
}

/** Genes of such sequence, on either strand by turns. */
function genome(length: number): Uint8Array {
  const genes = Array.from({ length: length / 500 }, (_, i) => stranded(500, i + 1));
  return joined(...genes.map((gene, i) => (i % 2 === 0 ? gene : inverted(gene))));
}

const lettersOf = (bases: Uint8Array) => Uint8Array.from(bases, (b) => 'ACGT'.charCodeAt(b));

async function strandsOf(
  input: Uint8Array,
  options: CompressOptions = {},
): Promise<(boolean | undefined)[]> {
  const archive = await compress(input, { ...FAST, ...options });
  expect(Buffer.compare(await decompress(archive, options), input)).toBe(0);
  return (await headersOf(archive)).map(({ model }) => model.singleStrand);
}

test.each([3000, 100_000])('one strand for %i bases with a direction', async (length) => {
  expect(await strandsOf(lettersOf(stranded(length)))).toEqual([true]);
});

test.each([3000, 100_000])('both for %i bases of genes on either strand', async (length) => {
  expect(await strandsOf(lettersOf(genome(length)))).toEqual([undefined]);
});

test('both where all is chance, and for sequences too short to gain', async () => {
  expect(await strandsOf(lettersOf(randomBases(50_000)))).toEqual([undefined]);
  expect(await strandsOf(lettersOf(stranded(2000)))).toEqual([undefined]);
});

test.each([
  ['hiv1.fa', true],
  ['bundibugyo_ebola.fa', true],
  ['illumina_rnaseq_head.fastq', true],
  ['HePy.seq', undefined],
  ['cacao_chloroplast.fa', undefined],
])('%s: %s', async (name, isSingle) => {
  expect(await strandsOf(testdata(name))).toEqual([isSingle]);
});

test('the beginning of a sequence does not decide alone', async () => {
  const bases = joined(stranded(40_000), genome(360_000));
  expect(await strandsOf(lettersOf(bases))).toEqual([undefined]);
});

test('each partition has its own, also where it starts from what another learned', async () => {
  const half = 2 ** 16;
  const bases = joined(stranded(half), genome(half), stranded(half, 2));
  const options = { partitionBases: half };
  const input = lettersOf(bases.subarray(0, 3 * half));
  const archive = await compress(input, { ...FAST, ...options });
  const models = (await headersOf(archive)).map(({ model }) => model);
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0, 1]);
  expect(models.map(({ singleStrand }) => singleStrand)).toEqual([true, undefined, true]);
  for (const engine of ['wasm', 'reference'] as const) {
    expect(Buffer.compare(await decompress(archive, { engine }), input)).toBe(0);
  }
});

test('the engine and the reference make the same archive of one strand', async () => {
  const input = lettersOf(stranded(5000));
  const [fast, reference] = await Promise.all(
    (['wasm', 'reference'] as const).map((engine) => compress(input, { ...FAST, engine })),
  );
  expect((await headersOf(fast!))[0]!.model.singleStrand).toBe(true);
  expect(Buffer.compare(fast!, reference!)).toBe(0);
  expect(Buffer.compare(await decompress(reference!, { engine: 'reference' }), input)).toBe(0);
});

test("a caller's model is used as it is, and a predictor beside the level's changes nothing", async () => {
  const input = lettersOf(stranded(20_000));
  expect(await strandsOf(input, { model: configForLevel(1, 20_000) })).toEqual([undefined]);
  const predictor = { id: 'order-2', hash: '02', create: () => new OrderKPredictor(2) };
  expect(await strandsOf(input, { predictor })).toEqual([true]);
  expect(await strandsOf(input, { predictor, predictorAlone: true })).toEqual([undefined]);
});

test('callers hear what was tried, and what came of it', async () => {
  const heard: [number, StrandTrial][] = [];
  const onStrandTrial = (partition: number, trial: StrandTrial) => heard.push([partition, trial]);
  for (const bases of [stranded(9000), genome(9000), stranded(1000)]) {
    await compress(lettersOf(bases), { ...FAST, onStrandTrial });
  }
  expect(heard.map(([partition, { isSingle }]) => [partition, isSingle])).toEqual([
    [0, true],
    [0, false],
  ]);
  const [single, both] = heard.map(([, { bytesBoth, bytesSingle }]) => bytesBoth - bytesSingle);
  expect(single).toBeGreaterThan(5);
  expect(both).toBeLessThan(6);
});
