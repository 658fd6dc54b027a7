/** Alignments in FASTA, of which the residues are kept as rows. */
import fc from 'fast-check';
import { type SequenceBlock, splitBytes, STREAM_NAMES } from '@pmklc/sequence';
import { bytesOf, nastyText } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { joined } from './support.ts';

const alignment = '>a\nAC-GT\nac\n>b\nACCGT\n--\n>c\nNNCGT\n-C\n';

function split(text: string): SequenceBlock {
  return splitBytes(bytesOf(text), { format: 'fasta', aligned: true });
}

function literalsOf({ streams }: SequenceBlock): string {
  const literals = streams.find(({ id }) => STREAM_NAMES[id] === 'literals');
  return Buffer.from(literals?.bytes ?? []).toString();
}

test('records of one length are rows', () => {
  const block = split(alignment.repeat(60));
  expect(block.rows).toEqual({ width: 7, first: 7 });
  expect(block.bases).toHaveLength(0);
  expect(literalsOf(block)).toBe('AC-GTacACCGT--NNCGT-C'.repeat(60));
});

test('the first and the last record may be parts of rows', () => {
  const block = split(alignment.repeat(60).slice(6, -3));
  expect(block.rows).toEqual({ width: 7, first: 4 });
});

test.each([
  ['records of several lengths', '>a\nACGT\n>b\nACG\n>c\nACGTA\n>d\nACGT\n'],
  ['a first record that is longer', '>a\nACGTA\n>b\nACGT\n>c\nACGT\n>d\nACGT\n'],
  ['a last record that is longer', '>a\nACGT\n>b\nACGT\n>c\nACGTT\n'],
  ['two records', '>a\nACGT\n>b\nACGT\n'],
  ['no residues', '>a\n>b\n>c\n>d\n'],
])('%s are split into bases', (_, text) => {
  const block = split(text);
  expect(block.rows).toBeUndefined();
  expect(block).toEqual(splitBytes(bytesOf(text), { format: 'fasta' }));
});

test('any bytes come back from a split that was to be aligned', () => {
  fc.assert(
    fc.property(nastyText, fc.integer({ min: 1, max: 40 }), (bytes, times) => {
      const text = new Uint8Array(Buffer.concat(Array.from({ length: times }, () => bytes)));
      expect(joined(splitBytes(text, { format: 'fasta', aligned: true }))).toEqual(text);
    }),
    { numRuns: 300 },
  );
});
