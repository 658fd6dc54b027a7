import { expect, test } from 'vitest';
import { splitBytes } from '@pmklc/sequence';
import { bytesOf } from '@pmklc/testing';

const CASES: [string, string, string][] = [
  ['FASTA', '>x\nACGT\n', 'fasta'],
  ['FASTA that begins with a comment', ';x\nACGT\n', 'fasta'],
  ['FASTA after blank lines', '\n \n>x\nACGT\n', 'fasta'],
  ['FASTA that begins with unknown bases only', '>x\n' + 'N'.repeat(100000), 'fasta'],
  ['an aligned FASTA', '>x\n--------------ACGT\n', 'fasta'],
  ['titles alone', '>x\n>y\n', 'fasta'],
  ['RNA', '>x\nACGUACGUUUU\n', 'fasta'],
  ['proteins', '>x\nMKVLAYWHPQACDEFGH\n', 'raw'],
  ['FASTQ', '@x\nACGT\n+\nIIII\n', 'fastq'],
  ['FASTQ whose first read is longer than the sample', '@x\n' + 'ACGT'.repeat(20000), 'fastq'],
  ['FASTA after a byte order mark', '\xef\xbb\xbf>x\nACGT\n', 'fasta'],
  ['FASTA after comments', '# a\n;b\n\n#c\n>x\nACGT\n', 'fasta'],
  ['FASTQ after a byte order mark', '\xef\xbb\xbf@x\nACGT\n+\nIIII\n', 'fastq'],
  ['FASTQ after comments', '\xef\xbb\xbf# a\n@x\nACGT\n+\nIIII\n', 'fastq'],
  ['a table after comments', '# guides\n;\nx,ACGT,AC,1234567\ny,ACGA,AC,1234567\n', 'raw'],
  ['a comment without end', '# ACGT', 'plain'],
  ['folded FASTQ', '@x\nACG\nTA\n+\n@II\nII\n', 'fastq'],
  ['SAM', '@HD\tVN:1.6\n@SQ\tSN:ref\tLN:45\nr1\t99\tref\t7\n', 'raw'],
  ['bare sequence', 'ACGTACGTNNacgt', 'plain'],
  ['English', 'The quick brown fox jumps over the lazy dog.\n', 'raw'],
  ['binary', '\x1f\x8b\x08\0\0\0\0\0\0\x03ACG', 'raw'],
  ['blank lines', '\n\n\n', 'raw'],
];

test.each(CASES)('%s is recognised', (_name, text, format) => {
  expect(splitBytes(bytesOf(text)).format).toBe(format);
});

test('the bases of RNA are all bases', () => {
  const block = splitBytes(bytesOf('>x\nACGUACGU\n'));
  expect([...block.bases]).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
});

test('a byte order mark is no part of a FASTQ record', () => {
  const { bases, streams } = splitBytes(bytesOf('\xef\xbb\xbf@x\nACGT\n+\nIIII\n'));
  expect(bases).toHaveLength(4);
  expect(streams).toHaveLength(1);
});

test('a format asked for wins', () => {
  expect(splitBytes(bytesOf('>x\nMKV\n'), { format: 'fasta' }).format).toBe('fasta');
});
