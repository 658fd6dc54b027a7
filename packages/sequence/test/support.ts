/** Inputs and comparisons that several suites share. */
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PmklcError } from '@pmklc/core';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock, unpackStream } from '@pmklc/sequence';

export const FORMATS = ['fasta', 'fastq', 'plain', 'raw'] as const;

/** Bytes of a string of characters 0..255. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function joined(block: SequenceBlock): Uint8Array {
  return new Uint8Array(Buffer.concat([...joinBlock(block)]));
}

/** Whether two arrays are equal; far faster than the assertion of a test runner. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Whether `block` joins to `bytes`, compared chunk by chunk. */
export function joinsTo(block: SequenceBlock, bytes: Uint8Array): boolean {
  let at = 0;
  for (const chunk of joinBlock(block)) {
    if (!isEqual(chunk, bytes.subarray(at, at + chunk.length))) return false;
    at += chunk.length;
  }
  return at === bytes.length;
}

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

/** Paths of the files of a folder, none if it does not exist. */
export function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const TESTDATA = `${ROOT}testdata`;
export const CORPUS = `${process.env['PMKLC_CORPUS'] ?? `${ROOT}../shared/corpus`}/dev`;

export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** The same pseudo-random integers in 0..limit-1 for the same seed. */
export function randomInts(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The bytes unpacked, or the code of the error. */
export function tryUnpack(packed: Uint8Array, limit: number): Uint8Array | string {
  try {
    return unpackStream(packed, limit);
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
    return error.code;
  }
}
