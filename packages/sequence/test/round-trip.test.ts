import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitBytes } from '@pmklc/sequence';
import { bytesOf, fastqText, nastyText } from '@pmklc/testing';
import { FORMATS, joined } from './support.ts';

const format = fc.constantFrom(undefined, undefined, ...FORMATS);

test('any mix of sequence files comes back, whatever it is taken for', () => {
  fc.assert(
    fc.property(nastyText, format, (bytes, format) => {
      expect(joined(splitBytes(bytes, { format }))).toEqual(bytes);
    }),
    { numRuns: 1500 },
  );
});

test('FASTQ comes back, whatever it is taken for', () => {
  fc.assert(
    fc.property(fastqText, format, (bytes, format) => {
      expect(joined(splitBytes(bytes, { format }))).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

test('folded FASTQ comes back, whatever is broken in it', () => {
  const record = fc.record({
    residues: fc.string({ unit: fc.constantFrom(...'ACGTN'), maxLength: 12 }),
    first: fc.constantFrom(...'@+I#'),
    end: fc.constantFrom('\n', '\n', '\n', '\r\n'),
    noise: fc.constantFrom('', '', '', '', '\n', '@\n', '@x\nAC', '+\n'),
  });
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      (records, fold) => {
        const text = records.map(({ residues, first, end, noise }, i) => {
          const lines = (all: string): string[] =>
            all.match(new RegExp(`.{1,${fold}}`, 'g')) ?? [''];
          const qualities = first + 'I'.repeat(Math.max(residues.length - 1, 0));
          const quality = lines(qualities.slice(0, residues.length));
          return noise + [`@${i}`, ...lines(residues), '+', ...quality, ''].join(end);
        });
        const bytes = bytesOf(text.join(''));
        for (const format of [undefined, 'fastq'] as const) {
          expect(joined(splitBytes(bytes, { format }))).toEqual(bytes);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('any bytes come back, whatever they are taken for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), format, (bytes, format) => {
      expect(joined(splitBytes(bytes, { format }))).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

const SAMPLES: [string, string][] = [
  ['wrapped FASTA', '>one\nACGTAC\nGTACGT\nAC\n>two two\nACGTAC\nGT\n'],
  ['lower case, N and IUPAC codes', '>x\nACGTNNNNacgtnnnnACRYKMGT\nacgtACGTacgtACGT-*ACGTAA\n'],
  ['CR LF', '>x\r\nACGT\r\nAC\r\n\r\n>y\r\n'],
  ['mixed line ends and blank lines', '\n\r\n>x\nACGT\r\nACGT\n\n\nAC\r'],
  ['comments', ';comment\n;another\nACGT\n>x\nACGT\n;y\n'],
  ['empty records', '>\n>\n>a\n>b\n\n>c'],
  ['FASTQ', '@a/1\nACGT\n+\nIIII\n@a/2\nACNT\n+\nII#I\n@b\n\n+\n\n'],
  ['FASTQ with named plus lines', '@a\nAC\n+a\nII\n@b\nAC\n+b\nII\n@c\nAC\n+\nII\n'],
  ['FASTQ of broken records', '@a\nACG\n+\nII\n@b\nAC\n+\nII\n@c\nAC\nAC\n+\nIIII\n@d\nAC\n+\nII'],
  [
    'folded FASTQ',
    '@a\nACG\nTA\n+\n@II\n+I\n@b\nAC\n+\nII\n@c\nACG\nT\nA\n+\nIIIII\n@d\nACN\nNA\n+\nII#\n#I\n',
  ],
  ['RNA', '>r\nACGUACGUUU\nacguNNACGU\n'],
  ['protein in DNA', '>p\nACGTACGTACGTACGTAC\n>q\nMKVLAYWHPQMKVLAYWHPQ\n>r\nACGTACGTACGT\n'],
  ['GenBank', 'ORIGIN\n  1 acgt acgt\n  9 acgn Acgt\n 17 ac\n//\nORIGIN\n  1 acg\n  4 a\n//\n'],
  ['EMBL', 'SQ   10 BP; 3 A;\n  acgt acgt  8\n  ac        10\n//\n'],
  ['numbers side by side', '1AC3\n3 33AC5 05\nACGTA10 10 0 010ACGTACGTACGTACGT'],
  ['tabs and NUL', '>a\tb\0\nAC\tGT\0\0\nACGTACGTACGT\0'],
];

test.each(SAMPLES)('every part of %s comes back', (_name, text) => {
  const bytes = bytesOf(text);
  for (let start = 0; start <= bytes.length; start++) {
    for (let end = start; end <= bytes.length; end++) {
      const part = bytes.subarray(start, end);
      for (const format of [undefined, 'fasta', 'fastq'] as const) {
        const back = joined(splitBytes(part, { format }));
        if (Buffer.compare(back, part) !== 0) expect(back).toEqual(part);
      }
    }
  }
});

test('an empty file is a block of nothing', () => {
  const block = splitBytes(new Uint8Array(0));
  expect(block).toEqual({ format: 'raw', inputBytes: 0, bases: new Uint8Array(0), streams: [] });
  expect(joined(block)).toEqual(new Uint8Array(0));
});
