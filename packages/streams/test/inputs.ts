/** Streams of all kinds, for suites that compare implementations. */
import { bytesOf, randomInts } from '@pmklc/testing';

const random = randomInts(11);
const reads = Array.from({ length: 40 }, (_, i) => `SRR1.${98 + i} lane:${i % 3}/${random(2000)}`);
const line = (bytes: string): string => bytes.slice(random(9));

/** Counters with and without zeros and letters before them, up to and beyond nine digits, fields that come and go. */
const NAMES = [
  ...Array.from(
    { length: 30 },
    (_, i) => `@A1:${random(2)}:1101:${(i >> 2) * 977}:${random(9999)} 1:N:0`,
  ),
  ...Array.from({ length: 12 }, (_, i) => `read${98 + i} run_0${96 + 2 * i} x${999999990 + 3 * i}`),
  ...Array.from({ length: 9 }, (_, i) => `m64/${(i * 5) % 7}/ccs${'/more'.repeat(i % 3)}`),
  `${'a1,'.repeat(260)}b9`,
  `${'a2,'.repeat(260)}b9`,
  `1 ${'0'.repeat(12)}7 end`,
  `2 ${'0'.repeat(12)}8 end`,
];

/** An interleaved alignment: names, comments, gaps, blank lines, lines that are missing in a block. */
const ALIGNMENT = Array.from({ length: 4 }, (_, block) => [
  block === 1 ? '# a comment - with a gap' : '#=GC cons   ....',
  ...Array.from({ length: 9 - (block % 2) }, (_, row) => {
    const letters = Array.from({ length: 50 }, (_, at) => 'ACGT-'[(at * block + at * at) % 5]!);
    for (let n = 0; n < 4; n++) letters[random(50)] = 'ACGT-'[random(5)]!;
    return `seq${row}/${10 * row}-99   ${letters.join('')}`;
  }),
  ...['', ' \t\r', ''].slice(0, block),
])
  .flat()
  .join('\n');

/** Layouts of rows: lines, and rows of a width, of which the first may be the end of one. */
export const ROW_LAYOUTS = [
  { width: 0, first: 0 },
  { width: 40, first: 40 },
  { width: 66, first: 7 },
  { width: 1, first: 1 },
  { width: 100_000, first: 3 },
];

/** By name; the last two have bytes that repeat in no way. */
export const STREAMS: readonly [string, Uint8Array][] = [
  ['no bytes', new Uint8Array(0)],
  ['one byte', bytesOf('x')],
  ['titles', bytesOf(reads.join('\n'))],
  ['names that count', bytesOf(NAMES.join('\n'))],
  ['blank and long lines', bytesOf(`\n\na\n${'ab,'.repeat(300)}\nab,ab;\n\n${'.'.repeat(300)}x\n`)],
  ['an alignment', bytesOf(ALIGNMENT)],
  ['qualities', bytesOf(Array.from({ length: 60 }, () => line('IIIIHHGGF##')).join('\n'))],
  ['numbers', Uint8Array.from({ length: 999 }, (_, i) => [5, 0x81, random(256), 0xc3][i % 4]!)],
  ['one byte again and again', new Uint8Array(5000)],
  ['noise', Uint8Array.from({ length: 3000 }, () => random(256))],
];

/** Those that have other bytes than LF. */
export const QUALITIES = STREAMS.filter(([, bytes]) => bytes.some((byte) => byte !== 10));
