/** Models of reads: what is chosen for which records, and that a header says all that a reader needs. */
import { compress, decompress, isForReads } from '@pmklc/codec';
import {
  configForLevel,
  configForLongReads,
  configForReads,
  decodeConfig,
  encodeConfig,
  MAX_LEVEL,
} from '@pmklc/models';
import { expect, test } from 'vitest';
import { concat, randomBases, randomWords, reverseComplement } from '@pmklc/testing';
import { modelFor, recordsOf } from '../src/partition/reads-model.ts';
import { neededBytes } from '../src/partition/model-plan.ts';
import { ascii, headersOf } from './support.ts';

const COUNT = 2 ** 17;
const LEVELS = Array.from({ length: MAX_LEVEL }, (_, i) => i + 1);

/** Reads of a genome of so many bases, `lengths` in turn. */
function readsOf(genomeBases: number, lengths: readonly number[]): Uint8Array {
  const genome = randomBases(genomeBases, 3);
  const next = randomWords(4);
  let text = '';
  for (let i = 0, bases = 0; bases < COUNT; i++) {
    const length = lengths[i % lengths.length]!;
    const from = next() % (genome.length - length);
    const piece = genome.subarray(from, from + length);
    const letters = Array.from(
      next() % 2 === 0 ? piece : reverseComplement(piece),
      (base) => 'ACGT'[base],
    );
    text += `@read.${i}\n${letters.join('')}\n+\n${'I'.repeat(length)}\n`;
    bases += length;
  }
  return ascii(text);
}

async function modelsOf(input: Uint8Array, level: number, bases?: number) {
  const archive = await compress(input, {
    level,
    knowledge: { select: 'none' },
    ...(bases !== undefined && { partitions: { bases } }),
  });
  expect(Buffer.compare(await decompress(archive), input)).toBe(0);
  return (await headersOf(archive)).map(({ model }) => model);
}

test('reads that overlap have the model of reads, which a header holds', async () => {
  const [model] = await modelsOf(readsOf(20_000, [100]), 1);
  expect(isForReads(model!)).toBe(true);
  expect(decodeConfig(model!.config)).toMatchObject({
    frames: null,
    networks: [],
    orders: [2, 9, 11],
  });
});

test('the model of reads makes reads that overlap smaller, at level 1', async () => {
  const input = readsOf(20_000, [100]);
  const options = { level: 1, knowledge: { select: 'none' } } as const;
  const own = await compress(input, { ...options, model: configForLevel(1, COUNT) });
  expect((await compress(input, options)).length).toBeLessThan(own.length);
});

test('reads of other lengths have that of long reads, at the level where it is another', async () => {
  const input = readsOf(20_000, [100, 110, 120]);
  const [model] = await modelsOf(input, 6);
  expect(isForReads(model!)).toBe(true);
  expect(decodeConfig(model!.config).networks).toMatchObject([{ joint: true }]);
  expect((await modelsOf(input, 1))[0]!.config).toHaveLength(0);
});

test('a caller sees which models are of reads, and which are of users', () => {
  const config = (model: ReturnType<typeof configForReads>) => encodeConfig(model);
  for (const level of LEVELS) {
    for (const make of [configForReads, configForLongReads]) {
      for (const count of [COUNT, 2 ** 20]) {
        expect(isForReads({ level, config: config(make(level, count)) })).toBe(true);
      }
    }
  }
  expect(isForReads({ level: 1, config: new Uint8Array(0) })).toBe(false);
  const mine = { ...configForReads(1, COUNT), orders: [3] };
  expect(isForReads({ level: 1, config: config(mine) })).toBe(false);
});

test('records are told apart by their lengths, overlap, number and level', () => {
  const block = { format: 'fastq', bases: new Uint8Array(COUNT) } as const;
  const deep = { words: 1000, opposite: 400, again: 800, bothStrands: true };
  const thin = { ...deep, again: 100 };
  expect(recordsOf(block, 6, [100], deep)).toBe('reads');
  expect(recordsOf(block, 6, [100], thin)).toBe('others');
  expect(recordsOf(block, 5, [100], thin)).toBe('reads');
  expect(recordsOf(block, 6, undefined, deep)).toBe('long reads');
  expect(recordsOf({ ...block, format: 'fasta' }, 6, undefined, deep)).toBe('others');
  expect(recordsOf({ ...block, format: 'fasta' }, 6, [100], deep)).toBe('reads');
  expect(recordsOf({ ...block, bases: new Uint8Array(COUNT - 1) }, 6, [100], deep)).toBe('others');
});

test('a partition that starts from a state has a model that the state fits', async () => {
  const [alike, others] = [readsOf(20_000, [100]), readsOf(20_000, [80, 90, 100])];
  const input = concat(...Array<Uint8Array>(5).fill(alike), others, others, others);
  const models = (await modelsOf(input, 1, 4 * COUNT)).slice(0, 2);
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0]);
  expect(models.map(({ readLengths }) => readLengths)).toEqual([[100], undefined]);
  expect(models.map(isForReads)).toEqual([true, true]);
});

test('without a state, the best model is taken', () => {
  expect(modelFor('reads', 3, COUNT)).toEqual(configForReads(3, COUNT));
  expect(modelFor('others', 3, COUNT)).toEqual(configForLevel(3, COUNT));
});

test("where memory is planned for no more than the level's own model, reads have it", () => {
  const block = { format: 'fastq', bases: new Uint8Array(COUNT) } as const;
  const words = { words: 1000, opposite: 400, again: 800, bothStrands: true };
  const needed = neededBytes(1, COUNT, { model: configForReads(1, COUNT) });
  expect(recordsOf(block, 1, [100], words, needed)).toBe('reads');
  expect(recordsOf(block, 1, [100], words, needed - 1)).toBe('others');
});
