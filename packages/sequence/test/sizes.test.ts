/** Sizes that the README promises of side streams; a number that rises is a loss of compression. */
import { expect, test } from 'vitest';
import { packStream } from '@pmklc/streams';
import { splitBytes } from '@pmklc/sequence';
import { readBytes, TESTDATA } from '@pmklc/testing';

/** [file, packed bytes of all side streams at most] */
const LIMITS: [string, number][] = [
  ['HePy.seq', 0],
  ['bundibugyo_ebola.fa', 20],
  ['cacao_chloroplast.fa', 9],
  ['hiv1.fa', 980],
  ['ecoli_proteome_head.faa', 42500],
];

test.each(LIMITS)('all but the bases of %s take at most %i bytes', (file, limit) => {
  const { streams } = splitBytes(readBytes(`${TESTDATA}/${file}`));
  const sizes = streams.map(({ bytes }) => packStream(bytes).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limit);
});

test('titles and line layout of a well-formed record cost little more than the titles', () => {
  const { streams } = splitBytes(
    new TextEncoder().encode(`>x\n${'ACGTACGTAC\n'.repeat(1000)}ACG\n`),
  );
  expect(streams.map(({ bytes }) => bytes.length)).toEqual([3]);
});
