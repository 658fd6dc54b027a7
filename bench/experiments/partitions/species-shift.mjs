/**
 * Cost of a partition that starts from what was learned of another species: three of them, cut
 * exactly where one ends and the next begins, against three files.
 *
 *   node bench/experiments/partitions/species-shift.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { concat } from '@pmklc/testing';
import { BASES, firstBases, letters, packedBytes, writeResult } from '../common.mjs';

const SPECIES = ['yeast_r64.fa', 'ecoli_mg1655.fa', 'cacao_chr8.fa'];
const PIECE = 2 ** 16;

// A third of the bases each, in whole pieces, so that partitions end where species do.
const each = PIECE * Math.floor(BASES / SPECIES.length / PIECE);
const parts = SPECIES.map((name) => letters(firstBases(name, each)));
const input = concat(...parts);

const separate = [];
for (const part of parts) separate.push(await packedBytes(part));
const THREE = { count: 3, leastBytes: 1 };
const WAYS = {
  'one partition': { partitions: { count: 1 } },
  'three, off': { partitions: THREE, passing: { topology: 'off' } },
  'three, chain': { partitions: THREE, passing: { width: 3 } },
  'three, star': { partitions: THREE, passing: { topology: 'star', width: 3 } },
  'three, chain, copying': { partitions: THREE },
};
const sizes = {};
for (const [way, options] of Object.entries(WAYS)) sizes[way] = await packedBytes(input, options);
writeResult('species-shift', { species: SPECIES, basesEach: each, separate, sizes });
