/** Titles of mates that follow each other: those of the second are made of the first. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinBlock, outlineOf, splitBytes, type SequenceBlock } from '@pmklc/sequence';
import { bytesOf } from '@pmklc/testing';
import { joinsTo } from './support.ts';

const TITLES = 13;

/** FASTQ of records with these titles, each one of its own length. */
function fastqOf(titles: readonly string[], plus: (title: string) => string = () => ''): string {
  const record = (title: string, i: number): string => {
    const bases = 'ACGTTGCA'.repeat(3).slice(0, 8 + (i % 9));
    return `@${title}\n${bases}\n+${plus(title)}\n${'IHGF'.repeat(6).slice(0, bases.length)}\n`;
  };
  return titles.map(record).join('');
}

/** Titles of so many pairs. */
function pairsOf(
  count: number,
  first: (i: number) => string,
  second: (i: number) => string,
): string[] {
  return Array.from({ length: count }, (_, i) => [first(i), second(i)]).flat();
}

const titleBytes = ({ streams }: SequenceBlock): number =>
  streams.find(({ id }) => id === TITLES)?.bytes.length ?? 0;

/** Whether a file comes back, and how large its titles are. */
function sizeOf(text: string): number {
  const block = splitBytes(bytesOf(text));
  expect(joinsTo(block, bytesOf(text))).toBe(true);
  return titleBytes(block);
}

const NAME = 'A00742:412:HN2W7DSX3:1:1650:';
const ILLUMINA = pairsOf(
  20,
  (i) => `${NAME}${i * 37} 1:N:0:CGG`,
  (i) => `${NAME}${i * 37} 2:N:0:CGG`,
);

test.each([
  ['of Illumina', ILLUMINA],
  [
    'with /1 and /2',
    pairsOf(
      40,
      (i) => `read_${i * 11}/1`,
      (i) => `read_${i * 11}/2`,
    ),
  ],
  [
    'that are equal',
    pairsOf(
      40,
      (i) => `SRR1.${i} ${i} length=99`,
      (i) => `SRR1.${i} ${i} length=99`,
    ),
  ],
  [
    'that begin with 1 and 2',
    pairsOf(
      60,
      (i) => `1 ${i * 11}`,
      (i) => `2 ${i * 11}`,
    ),
  ],
])('titles of mates %s take half the bytes', (_, titles) => {
  const all = titles.join('\n').length;
  expect(sizeOf(fastqOf(titles))).toBeLessThan(0.51 * all);
  // A block may begin with a second mate, or end with a first.
  for (const [start, end] of [
    [1, 0],
    [0, -1],
    [1, -1],
  ]) {
    const some = titles.slice(start, end === 0 ? undefined : end);
    expect(sizeOf(fastqOf(some))).toBeLessThan(0.56 * all);
  }
});

test.each([
  ['one pair of other titles', ILLUMINA.map((title, i) => (i === 31 ? 'other' : title))],
  [
    'a digit that is no field',
    pairsOf(
      20,
      (i) => `a1${i}aaaaaaaaaa`,
      (i) => `a2${i}aaaaaaaaaa`,
    ),
  ],
  [
    'mates in the other order',
    pairsOf(
      20,
      (i) => `name_${i}/2`,
      (i) => `name_${i}/1`,
    ),
  ],
  ['titles that count', Array.from({ length: 40 }, (_, i) => `name_of_read.${i + 1}`)],
])('titles stay whole: %s', (_, titles) => {
  expect(sizeOf(fastqOf(titles))).toBe(titles.join('\n').length);
});

test('plus lines that are titles, empty titles, and layouts come back with mates', () => {
  expect(sizeOf(fastqOf(ILLUMINA, (title) => title))).toBeLessThan(900);
  expect(sizeOf(fastqOf(ILLUMINA, (title) => title.slice(1)))).toBeLessThan(900);
  sizeOf(fastqOf(Array.from({ length: 20 }, () => '')));
  sizeOf(fastqOf(ILLUMINA).replaceAll('\n', '\r\n'));
  sizeOf(`T\nA\n${fastqOf(ILLUMINA)}@cut off\nAC`);
});

test('an outline names both mates', () => {
  const block = splitBytes(bytesOf(fastqOf(ILLUMINA)));
  const titles = [...outlineOf(block).records()].map(({ title }) => Buffer.from(title!).toString());
  expect(titles).toEqual(ILLUMINA);
});

test('any titles come back', () => {
  const title = fc
    .array(fc.constantFrom('1', '2', 'a', ':', ' '))
    .map((letters) => letters.join(''));
  const pairs = fc.array(title, { minLength: 8, maxLength: 12 });
  const digit = fc.constantFrom('', '1', ':1', '1:', ' 1 ');
  fc.assert(
    fc.property(pairs, digit, title, fc.integer({ min: 0, max: 1 }), (firsts, mark, end, from) => {
      const mate = mark.replace('1', '2');
      const titles = firsts.flatMap((first) => [first + mark + end, first + mate + end]);
      sizeOf(fastqOf(titles.slice(from)));
    }),
  );
});

test('a title that is of no first mate, and mates of FASTA, are corrupt', () => {
  const { streams, ...block } = splitBytes(bytesOf(fastqOf(ILLUMINA)));
  const damaged = streams.map((stream) => {
    const bytes = stream.bytes.slice();
    if (stream.id === TITLES) bytes.fill(0x33, 0, 60);
    return { ...stream, bytes };
  });
  const join = (changed: SequenceBlock): Uint8Array[] => [...joinBlock(changed)];
  expect(() => join({ ...block, streams: damaged })).toThrow('first mate');
  expect(() => join({ ...block, format: 'fasta', streams })).toThrow('mates of no reads');
});
