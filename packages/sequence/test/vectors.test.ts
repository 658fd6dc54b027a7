import { expect, test } from 'vitest';
import { splitBytes } from '@pmklc/sequence';
import { bytesOf, hexOf } from '@pmklc/testing';

// [what, input, format, bases, streams]. Worked out by hand from docs/format/sequence.md.
// Bytes on disk depend on these: a change is a format change.
const VECTORS: [string, string, string, string, Record<number, string>][] = [
  ['a bare line costs nothing', 'ACGT', 'plain', '0123', {}],
  ['a bare line with a line end', 'ACGT\n', 'plain', '0123', { 0: '04' }],
  ['one record', '>ab\nACGT\nAC\n', 'fasta', '012301', { 0: '0304' + '6162' }],
  ['one line a record', '>a\nACGT\n>b\nAC\n', 'fasta', '012301', { 0: '09' + '0104' + '610a62' }],
  ['no final line end', '>a\nAC', 'fasta', '01', { 0: '05' + '61' }],
  ['residues before the first title', 'AC\n>a\n', 'plain', '01', { 0: '4d' + '0102' + '61' }],
  ['CR LF', '>a\r\nAC\r\n', 'fasta', '01', { 0: '8101' + '0100' + '61' }],
  ['a comment', ';a\nAC\n', 'fasta', '01', { 0: '8108' + '0100' + '61' }],
  ['lower case', '>a\nACgt\n', 'fasta', '0123', { 0: '21' + '0102' + '61' }],
  ['a run of N', '>a\nACNNNNNGT\n', 'fasta', '0123', { 0: '11' + '020204' + '61' }],
  [
    'a code is filled by a base',
    '>a\nAYG\n',
    'fasta',
    '012',
    { 0: '9110' + '02' + '80e5' + '020100' + '61' },
  ],
  [
    'ragged lines',
    '>a\nA\nACG\n\n',
    'fasta',
    '0012',
    { 0: '8104' + '08' + '0003010103010001' + '61' },
  ],
  [
    'folded FASTQ',
    '@a\nAC\nG\n+\nII\nI\n@b\nGT\nAC\nG\n+\nII\n@I\n+\n',
    'fastq',
    '01223012',
    { 0: '818044' + '02' + '09' + '4949490a494940492b' + '610a62' },
  ],
  [
    'numbers that count',
    '1 ACG\n4 ACG\n',
    'plain',
    '012012',
    { 0: '961005' + '058044800003' + '000000' + '000100' + '030200' + '000100' },
  ],
  ['spaces are not filled', 'AC GT\n', 'plain', '0123', { 0: '9410' + '028000' + '0200' }],
  ['RNA', '>a\nACGU\n', 'fasta', '0123', { 0: '8102' + '61' }],
];

test.each(VECTORS)('golden: %s', (_name, text, format, bases, streams) => {
  const block = splitBytes(bytesOf(text));
  expect(block.format).toBe(format);
  expect([...block.bases].join('')).toBe(bases);
  expect(Object.fromEntries(block.streams.map(({ id, bytes }) => [id, hexOf(bytes)]))).toEqual(
    streams,
  );
});

test('golden: FASTQ', () => {
  const block = splitBytes(bytesOf('@a\nACN\n+\nII!\n@b\nA\n+b\nI\nend'));
  expect(block.format).toBe('fastq');
  expect([...block.bases].join('')).toBe('0100');
  // flags: titles, qualities, plus lines, islands, island bytes; N marked in the qualities
  const flags = (1 << 0) | (1 << 16) | (1 << 13) | (1 << 14) | (1 << 15) | (1 << 18);
  expect(flags).toBe(0x5e001);
  const head = '81c017' + '020a62' + '020203' + '03656e64' + '054949a10a49' + '610a62';
  expect(block.streams.map(({ id, bytes }) => [id, hexOf(bytes)])).toEqual([[0, head]]);
});
