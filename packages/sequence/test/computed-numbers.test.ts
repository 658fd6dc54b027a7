/** Numbers in titles that follow from the residues of their records. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PmklcError } from '@pmklc/core';
import { joinBlock, outlineOf, splitBytes, type SequenceBlock } from '@pmklc/sequence';
import { bytesOf } from '@pmklc/testing';
import { joinsTo } from './support.ts';

const TITLES = 13;

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
/** Records that are enough for titles to have a stream of their own. */
const RECORDS = 60;

/** Residues of a record: no two after each other have as many. */
const lengthOf = (i: number): number => 20 + ((i * 37) % 50);
const startOf = (i: number): number => 1000 + i * 997;
const basesOf = (length: number): string => 'ACGTTGCA'.repeat(10).slice(0, length);

type Title = (start: number, length: number, i: number) => string;

function fastaOf(title: Title): string {
  const record = (_: unknown, i: number): string =>
    `>${title(startOf(i), lengthOf(i), i)}\n${basesOf(lengthOf(i))}\n`;
  return Array.from({ length: RECORDS }, record).join('');
}

function fastqOf(title: Title, hasPlus = false): string {
  const record = (_: unknown, i: number): string => {
    const [name, length] = [title(startOf(i), lengthOf(i), i), lengthOf(i)];
    return `@${name}\n${basesOf(length)}\n+${hasPlus ? name : ''}\n${'I'.repeat(length)}\n`;
  };
  return Array.from({ length: RECORDS }, record).join('');
}

function titlesIn(block: SequenceBlock): string {
  return textOf(block.streams.find(({ id }) => id === TITLES)!.bytes);
}

/** Titles as they are kept of a file that comes back. */
function keptTitles(text: string): string[] {
  const block = splitBytes(bytesOf(text));
  expect(joinsTo(block, bytesOf(text))).toBe(true);
  return titlesIn(block).split('\n');
}

const titlesOf = (block: SequenceBlock): string[] =>
  [...outlineOf(block).records()].map(({ title }) => textOf(title!));

describe('one byte stands for', () => {
  test.each<[string, Title, RegExp]>([
    ['a length', (_, n, i) => `contig_${i} length=${n} x`, /^contig_\d+ length=\x01 x$/],
    ['an end counted from 0', (s, n) => `chr1:${s}-${s + n}`, /^chr1:\d+-\x02$/],
    ['an end counted from 1', (s, n) => `chr1:${s}-${s + n - 1}(+)`, /^chr1:\d+-\x03\(\+\)$/],
    ['a start behind its end, from 1', (s, n) => `c${s}-${s - n + 1}`, /^c\d+-\x04$/],
    ['a start behind its end, from 0', (s, n) => `c${s}-${s - n}`, /^c\d+-\x05$/],
    ['an end and a length', (s, n) => `a:${s}-${s + n - 1} ${n} bp`, /^a:\d+-\x03 \x01 bp$/],
  ])('%s', (_, title, kept) => {
    for (const text of [fastaOf(title), fastqOf(title), fastqOf(title, true)]) {
      for (const line of keptTitles(text)) expect(line).toMatch(kept);
      const block = splitBytes(bytesOf(text));
      const names = Array.from({ length: RECORDS }, (_, i) => title(startOf(i), lengthOf(i), i));
      expect(titlesOf(block)).toEqual(names);
    }
  });
});

test('a number that does not follow stays as it is, beside others that do', () => {
  const text = fastaOf((s, n, i) => `chr1:${s}-${i % 10 === 3 ? s + 7 : s + n} of ${RECORDS}`);
  const kept = keptTitles(text);
  expect(kept[3]).toBe(`chr1:${startOf(3)}-${startOf(3) + 7} of ${RECORDS}`);
  expect(kept[4]).toBe(`chr1:${startOf(4)}-\x02 of ${RECORDS}`);
});

test.each<[string, Title]>([
  ['in few titles', (_, n, i) => (i % 2 === 0 ? `length=${n}` : `title ${i}`)],
  ['with leading zeros', (_, n) => `length=0${n}`],
  ['behind a number with leading zeros', (s, n) => `chr1:0${s}-${s + n}`],
  ['of too many digits', (s, n) => `1${'0'.repeat(17)}${s}-1${'0'.repeat(17)}${s + n}`],
])('numbers stay %s', (_, title) => {
  const text = fastaOf(title);
  expect(keptTitles(text).join('')).not.toMatch(/[\x01-\x05]/);
});

test.each([1, 5])('titles with a byte %i of their own stay as they are', (byte) => {
  const own = String.fromCharCode(byte);
  const kept = keptTitles(fastaOf((_, n, i) => `length=${n}${i === 9 ? own : ''}`));
  expect(kept[8]).toBe(`length=${lengthOf(8)}`);
  expect(kept[9]).toBe(`length=${lengthOf(9)}${own}`);
});

test('mates have the residues of their own', () => {
  const pair = (_: unknown, i: number): string =>
    [1, 2]
      .map((mate) => {
        const length = lengthOf(2 * i + mate);
        const bases = basesOf(length);
        return `@read${i}/${mate} length=${length}\n${bases}\n+\n${'I'.repeat(length)}\n`;
      })
      .join('');
  const kept = keptTitles(Array.from({ length: RECORDS }, pair).join(''));
  expect(kept).toHaveLength(RECORDS);
  expect(kept[7]).toBe('read7/1 length=\x01');
});

test('any titles come back', () => {
  const part = fc.oneof(
    fc.constantFrom('R', 'S', 'E', 'E-1', '0', '00', '\x01', '\x03'),
    fc.string({ maxLength: 3 }).filter((text) => !/[\r\n]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.nat(3), (parts, odd) => {
      const title: Title = (s, n, i) => {
        const numbers: Record<string, number> = { R: n, S: s, E: s + n, 'E-1': s + n - 1 };
        const text = parts.map((p) => `${numbers[p] ?? p}`).join('-');
        return i % 4 < odd ? text : `${text}${i}`;
      };
      keptTitlesOrNone(fastaOf(title));
      keptTitlesOrNone(fastqOf(title));
    }),
  );
});

function keptTitlesOrNone(text: string): void {
  const block = splitBytes(bytesOf(text));
  expect(joinsTo(block, bytesOf(text))).toBe(true);
}

test.each([
  ['before which there is none', 'x\x02'],
  ['below 0', '5-\x05'],
  ['after leading zeros', '05-\x02'],
  ['after too many digits', `${'9'.repeat(16)}-\x02`],
  ['of too many digits', `${'9'.repeat(15)}-\x02`],
])('a number %s is corrupt', (_, damaged) => {
  const block = splitBytes(bytesOf(fastaOf((_s, n) => `length=${n} of some`)));
  const lines = titlesIn(block).split('\n');
  lines[5] = damaged;
  const streams = block.streams.map((stream) =>
    stream.id === TITLES ? { ...stream, bytes: bytesOf(lines.join('\n')) } : stream,
  );
  const made = { ...block, streams };
  expect(codeOf(() => [...joinBlock(made)])).toBe('corrupt');
  expect(codeOf(() => titlesOf(made))).toBe('corrupt');
});

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  return undefined;
}
