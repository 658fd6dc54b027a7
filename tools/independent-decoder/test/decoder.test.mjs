/** The decoder that was written from the documents agrees with what the packages write. */
import { compress, packCollection } from '@pmklc/codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headersOf } from '../../../packages/codec/test/support.ts';
import { PROTEINS, PROTEINS_PACKED } from '../../../packages/streams/test/protein-vector.ts';
import { fastqText, nastyText, proteinText } from '@pmklc/testing';
import { decodeFile } from '../container/archive.mjs';
import { unpackStream } from '../streams/packed-stream.mjs';
import { agrees, fileOf, isEqual, isUnpacked } from './support.mjs';

const ascii = (text) => new TextEncoder().encode(text);

test('it unpacks the golden archive of level 1', () => {
  const unpacked = decodeFile(fileOf('packages/codec/test/golden/v1/bundibugyo_ebola.fa-1.pmklc'));
  expect(isEqual(unpacked, fileOf('testdata/bundibugyo_ebola.fa'))).toBe(true);
});

test.each([
  ['nothing', ''],
  ['RNA', '>a\nACGUUGCAACGU\nACGU\n'],
  ['lower case and unknown bases', '>a b\nACGTacgtNNNNnnnnACGT\n>c\nRYKMACGTACGT\n'],
  ['CR LF, comments, and no title at first', 'ACGT\r\nACG\r\n;x\r\nACGTA\n\nA\r\n>y\nAC'],
  ['a bare sequence', 'ACGTACGTACGTAACCGGTT'],
  ['text', 'It was the best of times, it was the worst of times.\n'],
  ['bytes', '\u0000\u0001\u0002\u00ff\u0080'],
  ['GenBank', 'ORIGIN\n  1 acgt acgt\n  9 acgn Acgt\n 17 ac\n//\nORIGIN\n  1 acg\n  4 a\n//\n'],
  ['EMBL', 'SQ   10 BP; 3 A;\n  acgt acgt  8\n  ac        10\n//\n'],
  ['numbers side by side', '1AC3\n3 33AC5 05\nACGTA10 10 0 010ACGTACGTACGTACGT'],
  ['folded FASTQ', '@a 1\nACG\nTN\n+\nIII\nI#\n@a 2\nAC\n+\nII\n@a 3\nACG\nTAC\n+\n@II\n+II'],
  ['folded FASTQ with CR LF', '@a\r\nACG\r\nT\r\n+a\r\nIII\r\nI\r\n@b\r\nA\r\n+b\r\nI\r\n'],
  ['FASTQ with plus lines', '@a 1\nACGTN\n+a 1\nIIII#\n@a 2\nACNT\n+a 2\nII#I\n'],
  ['FASTQ with other plus lines', '@a 1\nACGTN\n+x\nIIII#\n@a 2\nACNT\n+\nII#I'],
])('it unpacks %s', async (_, text) => {
  expect(await agrees(ascii(text), { level: 1 })).toBe(true);
});

test.each([
  ['a genome', 'testdata/cacao_chloroplast.fa', {}],
  ['near copies', 'testdata/dengue2_head.fa', {}],
  ['partitions', 'testdata/dengue2_head.fa', { partitions: { count: 3, leastBytes: 1 } }],
  ['reads', 'testdata/illumina_rnaseq_head.fastq', {}],
])('it unpacks %s of the fast model', async (_, path, options) => {
  const input = fileOf(path).subarray(0, 120_000);
  expect(await agrees(input, { level: 0, ...options })).toBe(true);
});

test('it unpacks partitions that start from what others learned', async () => {
  const input = fileOf('testdata/cacao_chloroplast.fa').subarray(0, 70_000);
  expect(await agrees(input, { level: 1, partitions: { bases: 2 ** 16 } })).toBe(true);
});

test('it unpacks what was learned from both strands', async () => {
  const file = Buffer.from(fileOf('testdata/bundibugyo_ebola.fa')).toString();
  const genome = file.replace(/^>.*|\n/gm, '');
  const other = [...genome].reverse().map((base) => 'TGCA'['ACGT'.indexOf(base)] ?? base);
  const input = ascii(genome + other.join(''));
  const archive = await compress(input, { level: 1, knowledge: { select: 'none' } });
  const [{ model }] = await headersOf(archive);
  expect(model.bothStrands).toBe(true);
  expect(isUnpacked(archive, input)).toBe(true);
});

test.each([[[70]], [[30, 50]]])('it unpacks reads of lengths %j', async (lengths) => {
  const genome = Buffer.from(fileOf('testdata/bundibugyo_ebola.fa')).toString();
  const letters = genome.replace(/^>.*|\n/gm, '').slice(0, 900);
  const read = (i) =>
    letters.slice((i * 367) % 800, ((i * 367) % 800) + lengths[i % lengths.length]);
  const reads = Array.from({ length: 60 }, (_, i) => `>r${i}\n${read(i)}\n`);
  const input = ascii(reads.join(''));
  const archive = await compress(input, { level: 6, knowledge: { select: 'none' } });
  const [{ model }] = await headersOf(archive);
  expect(model.readLengths).toEqual(lengths);
  expect(isUnpacked(archive, input)).toBe(true);
});

test('it unpacks archives one after the other', async () => {
  const archives = [await compress(ascii('>a\nACGT\n')), await compress(ascii('hello'))];
  expect(decodeFile(Buffer.concat(archives))).toEqual(ascii('>a\nACGT\nhello'));
});

test('it unpacks the golden stream of proteins', () => {
  expect(isEqual(unpackStream(PROTEINS_PACKED), PROTEINS)).toBe(true);
});

test.each([
  ['FASTA and what looks like it', nastyText],
  ['FASTQ, now and then broken', fastqText],
  ['proteins', proteinText],
])('it unpacks any %s', async (_, inputs) => {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      expect(await agrees(input, { level: 1 })).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('it unpacks titles with numbers that follow from the residues', async () => {
  const genome = Buffer.from(fileOf('testdata/bundibugyo_ebola.fa')).toString();
  const letters = genome.replace(/^>.*|\n/gm, '');
  const record = (_, i) => {
    const [start, end] = [1 + 97 * i, 20 + 97 * i + ((7 * i) % 13)];
    const bases = letters.slice(start - 1, end);
    const ranges = [`${start}-${end}`, `${start - 1}-${end}`, `${end}-${start}`];
    const name = `a:${ranges.join(' b:')} c:${end}-${start - 1} 0${start}-${end} of ${bases.length}`;
    return [`>${name}\n${bases}\n`, `@${name}\n${bases}\n+${name}\n${'I'.repeat(bases.length)}\n`];
  };
  const records = Array.from({ length: 24 }, record);
  for (const kind of [0, 1]) {
    const text = records.map((both) => both[kind]).join('');
    expect(await agrees(ascii(text), { level: 1 })).toBe(true);
  }
});

test.each([
  ['with /1 and /2', (i) => [`read.${7 * i}/1`, `read.${7 * i}/2`]],
  ['with equal titles', (i) => [`x ${i}`, `x ${i}`]],
])('it unpacks mates %s', async (_, titles) => {
  const genome = Buffer.from(fileOf('testdata/bundibugyo_ebola.fa')).toString();
  const letters = genome.replace(/^>.*|\n/gm, '').slice(0, 900);
  const record = (title, i) => {
    const length = 30 + 10 * (i % 2);
    const quality = Array.from({ length }, (_, n) => 'IHGF'[((n * (i + 3)) % 4) >> (i % 2)]);
    return `@${title}\n${letters.slice(7 * i, 7 * i + length)}\n+\n${quality.join('')}\n`;
  };
  const all = Array.from({ length: 40 }, (_, i) => titles(i)).flat();
  for (const some of [all, all.slice(1), all.slice(0, -1)]) {
    expect(await agrees(ascii(some.map(record).join('')), { level: 1 })).toBe(true);
  }
});

test('it unpacks the files of a collection, in the order of their groups', async () => {
  const files = [
    ['b.txt', 'some text\n'],
    ['a.fa', '>a\nACGTACGTTGCA'],
    ['c/x.fa', '>x\nACGTACGTTGCC\n'],
  ];
  const members = files.map(([name, text]) => ({
    name,
    kind: 'file',
    size: text.length,
    read: (start, end) => [ascii(text).subarray(start, end)],
  }));
  const chunks = [];
  for await (const chunk of packCollection(members, { level: 1 })) chunks.push(chunk);
  const unpacked = Buffer.from(decodeFile(Buffer.concat(chunks))).toString();
  expect(unpacked).toBe('>a\nACGTACGTTGCA>x\nACGTACGTTGCC\nsome text\n');
});
