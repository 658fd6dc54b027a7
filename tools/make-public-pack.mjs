/**
 * Makes the public knowledge pack, packages/public-knowledge/public.pmk, from a folder of genomes with a folder `proteins` in it.
 *
 *   npm run train:spum -- FOLDER [--rounds 100] [--levels 1,2,4,6,8,9] [--out FILE] [--log FILE.json]
 *
 * What it is made of and why: docs/model-card.md. Equal genomes and options give equal bytes. The log has the bits per base
 * of every round by level, from the start as it is then and from nothing; `bench/tables.mjs` makes a table of docs/benchmarks/training.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { makePack } from '@pmklc/knowledge';
import { BlockSplitter } from '@pmklc/sequence';
import { residuesOf } from './public-proteins.mjs';

/**
 * Genomes of the pack, by file: how often models learn from it; whether it is in the pack to copy from. Few bytes are to serve many:
 * viruses, of which collections leave little that is new, and one genome of each kind that is sequenced most. Cacao and the environmental
 * bacteria only teach.
 */
const GENOMES = {
  'sudan_ebola_collection.fa': { weight: 0.15, isReference: true },
  'marburg_collection.fa': { weight: 0.15, isReference: true },
  'wnv_collection.fa': { weight: 0.1, isReference: true },
  'zika_collection.fa': { weight: 0.1, isReference: true },
  'vzv_collection.fa': { weight: 0.3, isReference: true },
  'mpox_collection.fa': { weight: 0.3, isReference: true },
  'senterica_LT2.fa': { weight: 2, isReference: true },
  'paeruginosa_PAO1.fa': { weight: 2, isReference: true },
  'mcb185_A_thaliana.fa': { weight: 1.5, isReference: true },
  'mcb185_D_melanogaster.fa': { weight: 1.5, isReference: false },
  'cacao_chr6_7.fa': { weight: 3, isReference: false },
  'sphingobacteriaceae_DW12_draft.fa': { weight: 2, isReference: false },
  'tara_mag_00031.fa': { weight: 2, isReference: false },
};
const OUT = fileURLToPath(new URL('../packages/public-knowledge/public.pmk', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '100' },
    levels: { type: 'string', default: '1,2,4,6,8,9' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: OUT },
    log: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('which folder has the genomes?');

function basesOf(path) {
  const splitter = new BlockSplitter();
  splitter.push(readFileSync(path));
  return splitter.finish().bases;
}

const genomes = Object.entries(GENOMES).map(([file, rules]) => ({
  name: file.replace(/(_collection)?\.fa$/, ''),
  bases: basesOf(join(folder, file)),
  ...rules,
}));
const curves = {};
const coldCost = (level, bases) =>
  (8 * engine.encode(configForLevel(level, bases.length), bases).length) / bases.length;
const pack = await makePack(genomes, {
  engine,
  name: 'PMKLC public knowledge 1',
  proteins: residuesOf(join(folder, 'proteins')),
  levels: values.levels.split(',').map(Number),
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  onRound: (level, round, bitsPerBase, bases) => {
    const costs = () => [bitsPerBase, coldCost(level, bases)].map((x) => Number(x.toFixed(5)));
    if (values.log) (curves[level] ??= []).push(costs());
    if (round % 10 === 0)
      console.log(`level ${level} round ${round}: ${bitsPerBase.toFixed(3)} bpb`);
  },
});
writeFileSync(values.out, pack);
const log = { rounds: Number(values.rounds), seed: Number(values.seed), curves };
if (values.log) writeFileSync(values.log, `${JSON.stringify(log)}\n`);
console.log(`${values.out}: ${pack.length} bytes`);
