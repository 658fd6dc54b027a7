/** Reads of the lengths that a sequencer gives them: the model is told where they begin. */
import { compress, decompress, openArchive } from '@pmklc/codec';
import { expect, test } from 'vitest';
import { randomBases, randomWords, reverseComplement } from '@pmklc/testing';
import { ascii, FAST, headersOf } from './support.ts';

const GENOME = randomBases(3000, 5);

/** A FASTQ file of reads of a genome, of lengths in turn. */
function readsOf(lengths: readonly number[], count = 200): string {
  const next = randomWords(9);
  return Array.from({ length: count }, (_, i) => {
    const length = lengths[i % lengths.length]!;
    const from = next() % (GENOME.length - length);
    const piece = GENOME.subarray(from, from + length);
    const bases = next() % 2 === 0 ? piece : reverseComplement(piece);
    const letters = Array.from(bases, (base) => 'ACGT'[base]).join('');
    return `@read.${i}\n${letters}\n+\n${'I'.repeat(length)}\n`;
  }).join('');
}

async function lengthsIn(text: string, options = {}): Promise<unknown> {
  const input = ascii(text);
  const archive = await compress(input, { ...FAST, ...options });
  expect(Buffer.compare(await decompress(archive), input)).toBe(0);
  return (await headersOf(archive)).map(({ model }) => model.readLengths);
}

test('reads of one length, and mates of one length each, are noted in the header', async () => {
  expect(await lengthsIn(readsOf([100]))).toEqual([[100]]);
  expect(await lengthsIn(readsOf([28, 91]))).toEqual([[28, 91]]);
});

test('reads of N, lower case and FASTA are noted as well, gaps are not', async () => {
  const text = readsOf([80]);
  expect(await lengthsIn(text.replace('A', 'N').replace('G', 'N'))).toEqual([[80]]);
  expect(await lengthsIn(text.replaceAll('T', 't'))).toEqual([[80]]);
  const fasta = text.replace(/@(.*)\n(.*)\n\+\n.*\n/g, '>$1\n$2\n');
  expect(await lengthsIn(fasta)).toEqual([[80]]);
  expect(await lengthsIn(fasta.replace(/\n...../, '\n-----'))).toEqual([undefined]);
});

test('reads of other lengths, few reads, and no reads are not', async () => {
  expect(await lengthsIn(readsOf([100, 90, 100]))).toEqual([undefined]);
  expect(await lengthsIn(readsOf([100], 7))).toEqual([undefined]);
  expect(await lengthsIn('>a\nACGT\n>b\nACGTA\n')).toEqual([undefined]);
});

test('each partition has its own', async () => {
  const text = readsOf([100], 700) + readsOf([50, 60], 1300);
  const lengths = await lengthsIn(text, { partitions: { bases: 2 ** 16 } });
  expect(lengths).toEqual([
    [100],
    [100],
    undefined,
    ...Array(2).fill(expect.arrayContaining([50, 60])),
  ]);
});

test('overlapping reads take fewer bytes than those of lengths that differ', async () => {
  const alike = await compress(ascii(readsOf([100])), FAST);
  const text = readsOf([100]).replace(/([ACGT])\n\+\nI/, '\n+\n');
  const other = await compress(ascii(text), FAST);
  expect(alike.length).toBeLessThan(0.95 * other.length);
});

test('a read is found and read without the rest', async () => {
  const text = readsOf([100]);
  const archive = await openArchive(await compress(ascii(text), FAST));
  const letters = text.split('\n')[4 * 150 + 1];
  expect(Buffer.from(await archive.read('read.150')).toString()).toBe(letters);
});
