import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackedBases } from '@pmklc/knowledge';
import { splitBytes } from '@pmklc/sequence';
import { afterAll, expect, test } from 'vitest';
import { readGenome } from '../src/files/read-genome.ts';

const folder = mkdtempSync(join(tmpdir(), 'pmklc-genome-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Letters that no period of a block fits. */
const LETTERS = Array.from({ length: 99_991 }, (_, i) => 'ACGT'[(i * i * 7 + i) % 4]).join('');
const line = (i: number, width: number) => LETTERS.slice(i * width, (i + 1) * width);
const gap = `${'N'.repeat(60)}\n`.repeat(2000);

const FILES: Record<string, string> = {
  'FASTA with titles and gaps': Array.from(
    { length: 1500 },
    (_, i) =>
      `${i % 50 === 0 ? `>chr${i} ACGT of ACGT\n` : ''}${line(i, 60)}\n${i === 700 ? gap : ''}`,
  ).join(''),
  'FASTA of one long line': `>chr1\n${LETTERS}\n`,
  FASTQ: Array.from(
    { length: 900 },
    (_, i) => `@r${i}\n${line(i, 100)}\n+\n${'I'.repeat(100)}\n`,
  ).join(''),
};

test.each(Object.keys(FILES))('%s: a block at a time no base is lost', async (name) => {
  const text = Buffer.from(FILES[name]!.repeat(12));
  const path = join(folder, 'genome');
  writeFileSync(path, text);
  const bases = new PackedBases();
  const sizes = { blockBytes: 2 ** 17, mostBytes: 2 ** 18 };
  await readGenome(path, bases, new AbortController().signal, sizes);
  const whole = splitBytes(text).bases;
  expect(bases.length).toBe(whole.length);
  expect(Buffer.compare(bases.slice(0, bases.length), whole)).toBe(0);
});

test('a genome with more bases than knowledge may have is refused by that number', async () => {
  const path = join(folder, 'large');
  writeFileSync(path, FILES['FASTA of one long line']!);
  const signal = new AbortController().signal;
  await expect(readGenome(path, new PackedBases(50_000), signal)).rejects.toThrow(
    'knowledge is made of at most 50,000 bases',
  );
});
