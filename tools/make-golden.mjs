/**
 * Writes the golden archives of a new format version: packages/codec/test/golden/vN, which must not
 * exist yet. Those of earlier versions stay as they are.
 *
 *   node tools/make-golden.mjs N
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compress } from '@pmklc/codec';
import { ROOT } from './workspace.mjs';

const [version] = process.argv.slice(2);
if (!/^\d+$/.test(version ?? '')) throw new RangeError('usage: node tools/make-golden.mjs N');
const folder = join(ROOT, 'packages/codec/test/golden', `v${version}`);
mkdirSync(folder);

const CASES = [
  ...Array.from({ length: 9 }, (_, i) => ['bundibugyo_ebola.fa', i + 1]),
  ['hiv1.fa', 6],
  ['illumina_rnaseq_head.fastq', 6],
  ['ecoli_proteome_head.faa', 6],
  // Partitions that start from others, and copy from them.
  ['dengue2_head.fa', 6, { partitions: { count: 4, leastBytes: 1 } }],
];
for (const [name, level, more] of CASES) {
  const bytes = readFileSync(join(ROOT, 'testdata', name));
  const options = {
    level,
    knowledge: { select: 'none' },
    ...(name.endsWith('.fastq') && { partitions: { bases: 2 ** 16 } }),
  };
  writeFileSync(
    join(folder, `${name}-${level}.pmklc`),
    await compress(bytes, { ...options, ...more }),
  );
}
