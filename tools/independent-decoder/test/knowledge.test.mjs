/** The decoder that was written from the documents agrees with the packages on what archives begin with. */
import { compress } from '@pmklc/codec';
import { configForLevel, encodeWeights, partsOf } from '@pmklc/models';
import { packReference } from '@pmklc/knowledge';
import { randomBases, randomWords } from '@pmklc/testing';
import { brotliCompressSync, constants } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { mutated } from '../../../packages/codec/test/contract-inputs.ts';
import { headersOf } from '../../../packages/codec/test/support.ts';
import { decodeFile } from '../container/archive.mjs';
import { entriesOf, fasta, fileOf, isUnpacked, packOf } from './support.mjs';

const GOLDEN = 'packages/codec/test/golden/v1-knowledge/bundibugyo_ebola.fa-6.pmklc';
const EBOLA = 'testdata/bundibugyo_ebola.fa';
/** Bits of the mask in entries for packs; what is added where there are ranges. */
const SNAPSHOT = 1;
const FIRST_REFERENCE = 4;
const RANGES = 128;
/** Too little memory for the large references of the public pack. */
const LITTLE_MEMORY = { memoryLimitBytes: 110 * 2 ** 20 };

test('without the pack, an archive is refused, and the pack named', () => {
  expect(() => decodeFile(fileOf(GOLDEN))).toThrow(/pack of revision 1, 79f088ff71af, is missing/);
});

test('it unpacks what the default selection takes from public knowledge', async () => {
  const archive = await compress(fileOf(EBOLA), { level: 6 });
  const [[entry]] = await entriesOf(archive);
  expect(entry[7]).toBeGreaterThanOrEqual(FIRST_REFERENCE);
  expect(isUnpacked(archive, fileOf(EBOLA))).toBe(true);
});

describe('references', () => {
  const genome = randomBases(600_001, 5);
  const other = randomBases(30_001, 6);
  const references = [packReference('genome', genome), packReference('other', other)];
  const knowledge = { packs: [packOf({ references })] };
  const packed = (input) => compress(input, { level: 1, knowledge });

  test('of which all is in use', async () => {
    const input = fasta(mutated(other, 3, 60, 500).subarray(0, 9000));
    const archive = await packed(input);
    const [[entry]] = await entriesOf(archive);
    expect([entry[0], ...entry.subarray(7)]).toEqual([0, 8]);
    expect(isUnpacked(archive, input, { knowledge })).toBe(true);
  });

  test('of which ranges are in use, up to the last, short one', async () => {
    const parts = [genome.subarray(100_000, 105_000), genome.subarray(595_000), other];
    const input = fasta(mutated(Uint8Array.from(parts.flatMap((p) => [...p])), 4, 60, 500));
    const archive = await packed(input);
    const [[entry]] = await entriesOf(archive);
    // A mask of one byte for both references; of the first, units 6 and 36; all of the second.
    expect([entry[0], ...entry.subarray(7)]).toEqual([RANGES, 1, 12, 2, 6, 0, 29, 0, 0]);
    expect(isUnpacked(archive, input, { knowledge })).toBe(true);
  });
});

describe('a snapshot with something in every part', () => {
  const next = randomWords(7);
  const state = (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  /** One change in `rarity` is not 0; the most of one byte is 63 steps. */
  const changes = (count, rarity) =>
    Uint8Array.from({ length: count }, () => (next() % rarity === 0 ? next() >>> 25 : 0));
  const countOf = (segments) => segments.reduce((sum, { count }) => sum + count, 0);
  const bases = randomBases(2 ** 17, 9);
  const references = [packReference('start', bases.subarray(0, 3000))];
  let knowledge;
  beforeAll(() => {
    const states = partsOf(configForLevel(1, 0)).map(({ segments }) =>
      state(changes(countOf(segments), 5)),
    );
    const parts = states.map((_, i) => i);
    const levels = [{ level: 1, bases: 12_345, parts }];
    knowledge = { packs: [packOf({ references, states, levels })], select: 'spum' };
  });

  test('is where a model starts, and handed over with what was learned from it', async () => {
    const input = fasta(bases);
    const parts = { partitions: { count: 2, leastBytes: 1 }, passing: { width: 1 } };
    const options = { level: 1, knowledge, ...parts, ...LITTLE_MEMORY };
    const archive = await compress(input, options);
    const models = (await headersOf(archive)).map(({ model }) => model);
    expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0]);
    expect(models.map(({ prefixUpTo }) => prefixUpTo)).toEqual([undefined, 0]);
    const masks = models.map((model) => model.knowledge[0][7]);
    expect(masks).toEqual([SNAPSHOT + FIRST_REFERENCE, FIRST_REFERENCE]);
    expect(isUnpacked(archive, input, { knowledge })).toBe(true);
  });
});

describe('a private network', () => {
  const next = randomWords(8);
  const numbers = (count, make) => Int16Array.from({ length: count }, make);
  const below = (limit) => () => (next() % (2 * limit - 1)) - limit + 1;
  const input = fasta(randomBases(17_000, 3));
  const weights = (makeRow) =>
    encodeWeights({
      shape: { hidden: 16, views: [{ stride: 2, k: 2, count: 6 }] },
      rows: numbers(16 * 6 * 16, makeRow),
      bias: numbers(16, below(2000)),
      outputs: numbers(4 * 16, below(3000)),
      outputBiases: numbers(4, below(500)),
    });

  test.each([
    ['16 bits', below(2000)],
    ['8 bits', () => 32 * below(64)()],
  ])('with rows of %s', async (_, makeRow) => {
    const bytes = weights(makeRow);
    const train = () => Promise.resolve({ bytes, bitsPerBase: 2 });
    const archive = await compress(input, {
      level: 1,
      knowledge: { select: 'sprm' },
      privateNetwork: { train },
    });
    const [[entry]] = await entriesOf(archive);
    expect(entry[0]).toBe(1);
    expect(isUnpacked(archive, input)).toBe(true);
  });
});
