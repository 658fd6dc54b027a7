/** What is told of an archive: costs are where they are in the file, and everything adds up. */
import { CARRIERS, OrderKPredictor } from '@pmklc/models';
import type { CompressOptions, InspectOptions, Inspection } from '@pmklc/codec';
import { compress, inspectArchive } from '@pmklc/codec';
import { describe, expect, test } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { testdata } from './support.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const letters = (count: number, seed: number) =>
  Array.from(randomBases(count, seed), (base) => 'ACGT'[base]).join('');

async function inspect(
  text: Uint8Array | string,
  packing: CompressOptions = {},
  options: InspectOptions = {},
): Promise<Inspection> {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const archive = await compress(bytes, { level: 1, knowledge: { select: 'none' }, ...packing });
  return inspectArchive(archive, options);
}

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
const share = ({ profile }: Inspection, from: number, to: number, carrier: string) => {
  const kind = CARRIERS.findIndex(({ name }) => name === carrier);
  let carried = 0;
  for (let bin = from; bin < to; bin++) carried += profile.carriers[bin * CARRIERS.length + kind]!;
  return carried / sum(profile.bases.subarray(from, to));
};

test.each(['bundibugyo_ebola.fa', 'hiv1.fa', 'illumina_rnaseq_head.fastq'])(
  'the bits of %s add up to its payload, in bins, records and kinds of models',
  async (name) => {
    const found = await inspect(testdata(name).subarray(0, 50_000));
    const payload = found.partitions[0]!.payloadBytes;
    expect(Math.abs(8 * payload - found.bits)).toBeLessThan(64);
    const { profile, records, carried } = found;
    for (const bits of [sum(profile.bits), sum(records.map((record) => record.bits))]) {
      expect(bits).toBeCloseTo(found.bits, 5);
    }
    expect(sum(carried.map(({ bits }) => bits))).toBeCloseTo(found.bits, 5);
    expect(sum(profile.bases)).toBe(found.bases);
    expect(sum(profile.carriers)).toBe(found.bases);
    expect(sum(records.map(({ residues }) => residues))).toBe(found.residues);
  },
);

test('streams add up to the archive', async () => {
  const archive = await compress(testdata('illumina_rnaseq_head.fastq').subarray(0, 50_000), {
    level: 1,
  });
  const { streams, archiveBytes } = await inspectArchive(archive);
  expect(archiveBytes).toBe(archive.length);
  expect(sum(streams.map(({ packedBytes }) => packedBytes))).toBe(archive.length);
  expect(streams.map(({ name }) => name).sort()).toEqual(
    expect.arrayContaining(['bases', 'framing', 'qualities', 'titles']) as string[],
  );
});

describe('a file with N, a second record and a copy of the first', () => {
  const unit = letters(4000, 5);
  const text = `>one\n${unit}\n${'N'.repeat(1000)}\n>two words\n${letters(500, 6)}${unit}\n`;
  const found = inspect(text, {}, { maxBins: 2 ** 14 });

  test('records begin where they do in the file', async () => {
    const { records, residues } = await found;
    expect(records.map(({ name, start }) => [name, start])).toEqual([
      ['one', 0],
      ['two', 5000],
    ]);
    expect(records.map((record) => [record.residues, record.bases])).toEqual([
      [5000, 4000],
      [4500, 4500],
    ]);
    expect(residues).toBe(9500);
  });

  test('N cost nothing, in their place', async () => {
    const { profile } = await found;
    expect(profile.binResidues).toBe(1);
    expect(profile.bases.subarray(0, 9500).findIndex((bases) => bases === 0)).toBe(4000);
    expect(sum(profile.bases.subarray(4000, 5000))).toBe(0);
    expect(sum(profile.bases.subarray(5000, 9500))).toBe(4500);
  });

  test('random bases cost two bits, and a copy next to nothing', async () => {
    const { profile } = await found;
    expect(sum(profile.bits.subarray(0, 4000)) / 4000).toBeGreaterThan(1.95);
    expect(sum(profile.bits.subarray(5540, 9500)) / 3960).toBeLessThan(0.02);
  });

  test('the copy is carried by copies and, later, the shortcut', async () => {
    const inspection = await found;
    expect(share(inspection, 5540, 5600, 'copies')).toBeGreaterThan(0.9);
    expect(share(inspection, 8000, 9500, 'shortcut')).toBeGreaterThan(0.9);
    expect(share(inspection, 0, 4000, 'shortcut')).toBe(0);
  });
});

test('bins are widened until there are few enough, and still add up', async () => {
  const fine = await inspect(testdata('bundibugyo_ebola.fa'));
  const coarse = await inspect(testdata('bundibugyo_ebola.fa'), {}, { maxBins: 16 });
  expect(coarse.profile.binResidues).toBe(2048);
  expect(coarse.profile.bits).toHaveLength(Math.ceil(18940 / 2048));
  const first = sum(fine.profile.bits.subarray(2048, 4096));
  expect(coarse.profile.bits[1]).toBeCloseTo(first, 6);
});

test('partitions of one file are one sequence; a record goes on in the next', async () => {
  const text = `>one\n${letters(150_000, 3)}\n>two\n${letters(90_000, 4)}\n`;
  const { partitions, records, profile } = await inspect(text, { partitions: { bases: 65536 } });
  expect(partitions.map(({ archive, index }) => [archive, index])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [0, 3],
  ]);
  expect(partitions.map(({ start }) => start)).toEqual(
    partitions.map((_, i) => sum(partitions.slice(0, i).map(({ residues }) => residues))),
  );
  expect(partitions[1]!.snapshotFrom).toBe(0);
  expect(records.map((record) => [record.name, record.residues])).toEqual([
    ['one', 150_000],
    ['two', 90_000],
  ]);
  expect(sum(profile.bases)).toBe(240_000);
});

test('archives one after the other are one sequence, whose records are apart', async () => {
  const [a, b] = await Promise.all([compress(bytesOf('ACGTA\n')), compress(bytesOf('GGT\n'))]);
  const { partitions, records } = await inspectArchive(Buffer.concat([a, b]));
  expect(partitions.map(({ archive, index }) => [archive, index])).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(records.map(({ name, start, residues }) => [name, start, residues])).toEqual([
    ['', 0, 5],
    ['', 5, 3],
  ]);
});

test('of many records the longest are kept, in the order of the file', async () => {
  const text = Array.from({ length: 50 }, (_, i) => `>r${i}\n${'A'.repeat(((i * 7) % 50) + 1)}\n`);
  const { records, recordCount } = await inspect(text.join(''), {}, { maxRecords: 3 });
  expect(recordCount).toBe(50);
  expect(records.map(({ residues }) => residues).sort()).toEqual([48, 49, 50]);
  expect(records.map(({ start }) => start)).toEqual(
    records.map(({ start }) => start).sort((x, y) => x - y),
  );
});

test('what is no sequence has no profile', async () => {
  const found = await inspect('hello, world\n', { format: 'raw' });
  expect(found).toMatchObject({ residues: 0, bases: 0, bits: 0, records: [], recordCount: 0 });
  expect(found.profile.bits).toHaveLength(0);
  expect(found.streams.map(({ name }) => name)).toContain('raw');
});

test('N that bases stand for cost what these cost', async () => {
  const unit = 'ACGTTGCATTAGCCATTACGGATCTTACGA'.repeat(40);
  const { records, profile } = await inspect(
    `>x\n${unit}${unit.slice(0, 500)}NNN${unit.slice(503)}\n`,
  );
  expect(records[0]).toMatchObject({ residues: 2400, bases: 2400 });
  expect(sum(profile.bases)).toBe(2400);
});

test.each([65_536, 70_000])(
  "%i bases of a caller's own predictor are all its own",
  async (bases) => {
    const predictor = { id: 'order-2', hash: '02', create: () => new OrderKPredictor(2) };
    const archive = await compress(bytesOf(letters(bases, 9)), { predictor, predictorAlone: true });
    const { carried, partitions } = await inspectArchive(archive, { predictor });
    expect(carried.find(({ carrier }) => carrier === 'predictor')!.bases).toBe(bases);
    expect(partitions[0]).toMatchObject({ level: 0, predictor: 'order-2', bases });
  },
);

test('damage and bad options are errors', async () => {
  const archive = await compress(bytesOf('>x\nACGTACGT\n'));
  archive[20]! ^= 1;
  await expect(inspectArchive(archive)).rejects.toMatchObject({ code: 'checksum-mismatch' });
  await expect(inspectArchive(archive, { maxBins: 100 })).rejects.toThrow(RangeError);
  await expect(inspectArchive(archive, { maxRecords: 0 })).rejects.toThrow(RangeError);
});
