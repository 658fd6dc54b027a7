/** How a block is read where the guess is doubtful. */
import { compress, decompress } from '@pmklc/codec';
import { randomDna, randomInts } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { FAST, ascii, headersOf } from './support.ts';

const dna = Buffer.from(randomDna(60_000, 3)).toString();
const at = randomInts(4);

/** A table with guides of 20 bases: more bases than anything else. */
const guides = Array.from({ length: 600 }, (_, i) => {
  const start = at(50_000);
  return `${i},${dna.slice(start, start + 20)},${dna.slice(start + 20, start + 23)},0.${at(9999)}\n`;
}).join('');
const fasta = dna
  .match(/.{500}/g)!
  .map((bases, i) => `>contig ${i} of 120\n${bases}\n`)
  .join('');

/** Rows of an alignment that goes on after gaps: sequence, not text. */
const rows = Array.from({ length: 40 }, (_, i) => {
  const row = [...dna.slice(0, 900)];
  for (let n = 0; n < 30; n++) row[at(900)] = 'ACGT-'[at(5)]!;
  return `row${i}    ${row.join('')}\n`;
}).join('');

const KINDS: [string, string, string][] = [
  ['a table with guides', guides, 'raw'],
  ['FASTA', fasta, 'fasta'],
  ['an alignment of DNA', rows, 'plain'],
];

test.each(KINDS)('%s is read as what takes least', async (_, text, format) => {
  const input = ascii(text);
  const archive = await compress(input, FAST);
  expect((await headersOf(archive))[0]!.format).toBe(format);
  expect(Buffer.compare(await decompress(archive), input)).toBe(0);
  for (const other of ['raw', 'plain'] as const) {
    const forced = await compress(input, { ...FAST, format: other });
    expect(archive.length).toBeLessThanOrEqual(forced.length + 8);
  }
});

test('blocks of one file are read each in its own way', async () => {
  const input = ascii(fasta + guides.repeat(4));
  const archive = await compress(input, { ...FAST, partitions: { bases: 2 ** 16 } });
  const formats = (await headersOf(archive)).map(({ format }) => format);
  expect(formats[0]).toBe('fasta');
  expect(formats.at(-1)).toBe('raw');
  expect(Buffer.compare(await decompress(archive), input)).toBe(0);
});
