/**
 * Cost of four partitions, with and without what they pass on, on whole files.
 *
 *   node bench/experiments/partitions/partitions.mjs [--corpus DIR] [--level L]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS, packedBytes, writeResult } from '../common.mjs';

const FILES = [
  'celegans_chr3.fa',
  'yeast_r64.fa',
  'cacao_chr8.fa',
  'ecoli_mg1655.fa',
  'sarscov2_418.fa',
];

const FOUR = { count: 4, leastBytes: 1 };
const WAYS = {
  'one partition': { partitions: { count: 1 } },
  'four, off': { partitions: FOUR, passing: { topology: 'off' } },
  'four, chain, copying': { partitions: FOUR },
};

const files = [];
for (const name of FILES) {
  const input = readFileSync(join(CORPUS, name));
  const sizes = {};
  for (const [way, options] of Object.entries(WAYS)) {
    sizes[way] = await packedBytes(input, { format: undefined, ...options });
  }
  files.push({ name, sizes });
}
writeResult('partitions', { files });
