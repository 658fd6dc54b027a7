/** How a block is read where the guess is doubtful. */
import { compress, decompress, openArchive } from '@pmklc/codec';
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

/** Rows of an alignment of DNA, with some changes and gaps in each. */
function rowsOf(length: number, changes: number): string {
  return Array.from({ length: 40 }, (_, i) => {
    const row = [...dna.slice(0, length)];
    for (let n = 0; n < changes; n++) row[at(length)] = 'ACGT-'[at(5)]!;
    return `row${i}    ${row.join('')}\n`;
  }).join('');
}

/** Proteins in columns, half of them gaps. */
const letters = 'ACDEFGHIKLMNPQRSTVWY';
const family = Array.from({ length: 300 }, () => (at(2) ? '-' : letters[at(20)]!));
const proteins = Array.from({ length: 40 }, (_, i) => {
  const row = [...family];
  for (let n = 0; n < 40; n++) row[at(300)] = letters[at(20)]!;
  return `>protein${i}\n${row.join('').replace(/.{60}/g, '$&\n')}`;
}).join('');

/** A flat file as GenBank has it: numbered lines of bases in groups, with repeats, behind annotations. */
const flat = [
  ...Array.from(
    { length: 1400 },
    (_, i) => `     CDS     ${at(9999)}  /note="feature number ${i}"`,
  ),
  ...(dna.slice(0, 30_020) + dna.slice(0, 29_980)).match(/.{60}/g)!.map((line, i) => {
    return `${String(60 * i + 1).padStart(9)} ${line.toLowerCase().match(/.{10}/g)!.join(' ')}`;
  }),
].join('\n');

const KINDS: [string, string, string][] = [
  ['a table with guides', guides, 'raw'],
  ['FASTA', fasta, 'fasta'],
  ['an alignment of DNA', rowsOf(900, 30), 'plain'],
  ['a flat file', flat, 'plain'],
  ['an alignment of proteins in FASTA', proteins, 'fasta'],
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

test('records of an alignment are found by name', async () => {
  const archive = await openArchive(await compress(ascii(proteins), FAST));
  const names: string[] = [];
  for await (const { nameBytes, length } of archive.records()) {
    names.push(`${Buffer.from(nameBytes).toString()} ${length}`);
  }
  expect(names).toEqual(Array.from({ length: 40 }, (_, i) => `protein${i} 300`));
});
