/** Checks of the fast suite, on whole files. */
import { expect, test } from 'vitest';
import { decodeFile } from '../container/archive.mjs';
import { agrees, fileOf, isEqual } from './support.mjs';

test.each([2, 3, 4, 5, 6, 7, 8, 9])('it unpacks the golden archive of level %i', (level) => {
  const name = `packages/codec/test/golden/v1/bundibugyo_ebola.fa-${level}.pmklc`;
  expect(isEqual(decodeFile(fileOf(name)), fileOf('testdata/bundibugyo_ebola.fa'))).toBe(true);
});

test.each([
  ['a bacterial genome', 'HePy.seq', 1],
  ['a genome of a plastid at the highest level', 'cacao_chloroplast.fa', 9],
  ['viruses', 'dengue2_head.fa', 1],
  ['viruses of many copies', 'hiv1.fa', 6],
  ['reads', 'illumina_rnaseq_head.fastq', 1],
  ['proteins', 'ecoli_proteome_head.faa', 1],
])('it unpacks %s', async (_, name, level) => {
  expect(await agrees(fileOf(`testdata/${name}`), { level })).toBe(true);
});

test.each([1, 6])(
  'it unpacks a genome with what level %i takes from public knowledge',
  async (level) => {
    const input = fileOf('testdata/cacao_chloroplast.fa');
    expect(await agrees(input, { level, knowledge: { select: 'auto' } })).toBe(true);
  },
);

test.each([1, 6])('it unpacks partitions of level %i that start from others', async (level) => {
  const input = fileOf('testdata/cacao_chloroplast.fa');
  expect(await agrees(input, { level, partitions: { bases: 2 ** 16 } })).toBe(true);
});
