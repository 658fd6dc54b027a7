/**
 * Share of its bases after which a partition should pass on what it learned, where the input is of one
 * kind and where it is not.
 *
 *   node bench/experiments/partitions/smp-fraction.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { concat } from '@pmklc/testing';
import { BASES, firstBases, letters, packedBytes, writeResult } from '../common.mjs';

const FRACTIONS = [0.01, 0.02, 0.05, 0.1, 0.2];
const PARTITIONS = 4;

const INPUTS = {
  'E. coli (one kind)': () => firstBases('ecoli_mg1655.fa'),
  'yeast, E. coli, human, cacao (a quarter each)': () =>
    concat(
      ...['yeast_r64.fa', 'ecoli_mg1655.fa', 'human_chr22_1mb.fa', 'cacao_chr8.fa'].map((name) =>
        firstBases(name, BASES / 4),
      ),
    ),
};

const inputs = [];
for (const [name, read] of Object.entries(INPUTS)) {
  const input = letters(read());
  // No copies: they would hide what the fraction does.
  const sizeOf = (passing) =>
    packedBytes(input, { partitions: { count: PARTITIONS, leastBytes: 1 }, passing });
  const off = await sizeOf({ topology: 'off' });
  const sizes = {};
  for (const fraction of FRACTIONS) {
    sizes[fraction] = await sizeOf({ fraction, width: PARTITIONS });
  }
  inputs.push({ name, bases: input.length, off, sizes });
}
writeResult('smp-fraction', { partitions: PARTITIONS, inputs });
