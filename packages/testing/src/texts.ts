/**
 * Texts that stress a reader of sequence files, as arbitraries of fast-check.
 */
import fc from 'fast-check';
import { bytesOf } from './bytes.ts';

const letters = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\r');

/** One FASTQ record, now and then a broken one. */
const record = fc
  .tuple(
    letters('ab1:@+ ', 8),
    letters('ACGTNacgn', 24),
    fc.boolean(),
    fc.integer({ min: 0, max: 9 }),
    lineEnd,
  )
  .map(([title, residues, isCopied, broken, end]) => {
    const qualities = [...residues]
      .map((residue, i) => (residue === 'N' ? '#' : 'IJ@+'[i % 4]))
      .join('');
    const plus = isCopied ? title : '';
    const lines = ['@' + title, residues, '+' + plus, broken === 0 ? qualities + '!' : qualities];
    return lines.join(end) + end;
  });

/** Lines as they are found in the wild, and some as they are not. */
const piece = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(letters('abc 12|;>@', 12), lineEnd).map(([s, end]) => '>' + s + end),
  },
  { weight: 1, arbitrary: fc.tuple(letters('xy ', 5), lineEnd).map(([s, end]) => ';' + s + end) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(letters('ACGT', 200), fc.constantFrom(1, 7, 10, 60), lineEnd)
      .map(([s, width, end]) =>
        (s.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((l) => l + end).join(''),
      ),
  },
  { weight: 2, arbitrary: fc.tuple(letters('ACGTacgtNn', 80), lineEnd).map((s) => s.join('')) },
  {
    weight: 2,
    arbitrary: fc.tuple(letters('ACGTNNNNNNRYK-*.', 80), lineEnd).map((s) => s.join('')),
  },
  { weight: 1, arbitrary: fc.tuple(letters('MKVLAYWHPQ', 60), lineEnd).map((s) => s.join('')) },
  { weight: 1, arbitrary: letters('\0\t \x01\xff', 12) },
  { weight: 1, arbitrary: lineEnd },
  { weight: 2, arbitrary: record },
  {
    // A copy with unknown bases in it, as in collections of genomes.
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), minLength: 90, maxLength: 90 }),
        letters('NRn', 3),
      )
      .map(([s, unknown]) => `${s}\n${s.slice(0, 45)}${unknown}${s.slice(45 + unknown.length)}\n`),
  },
);

/** Nasty mixes of FASTA, FASTQ and rubbish, cut anywhere. */
export const nastyText: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.nat({ max: 60 }), fc.nat({ max: 60 }))
  .map(([pieces, head, tail]) => {
    const text = pieces.join('');
    return bytesOf(
      text.slice(head % 3 === 0 ? head : 0, tail % 3 === 0 ? text.length - tail : undefined),
    );
  });

/** FASTQ records and little else. */
export const fastqText: fc.Arbitrary<Uint8Array> = fc
  .array(record, { minLength: 1, maxLength: 12 })
  .map((records) => bytesOf(records.join('')));

/** Protein FASTA, wrapped at one width or at several, with what does not belong there now and then. */
export const proteinText: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.array(
      fc.tuple(
        letters('sp|Q1 ', 12),
        letters('MKVLAYWHPQGSTEDNRIFC*X', 150),
        fc.constantFrom(20, 20, 20, 20, 7, 1000),
        fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: piece }),
      ),
      { minLength: 1, maxLength: 8 },
    ),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.nat({ max: 9 }),
  )
  .map(([records, end, cut]) => {
    const text = records.map(([title, residues, width, rubbish]) => {
      const lines = residues.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      return [`>${title}`, ...lines, rubbish].join(end).replace(/\s*$/, end);
    });
    return bytesOf(text.join('').slice(cut % 3 === 0 ? cut : 0, cut % 2 === 0 ? undefined : -cut));
  });
