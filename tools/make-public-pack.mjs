/**
 * Makes the public knowledge pack, packages/knowledge/public.pmk, from a folder of genomes with a folder `proteins` in it.
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
import { configForLevel, residueOf } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { makePack } from '@pmklc/knowledge';
import { BlockSplitter } from '@pmklc/sequence';

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
/**
 * Proteins of the pack, by file: enzymes of 48 species, one or two a phylum, which gain most for their size on genomes of phyla left out
 * (-2.9 % for 3.3 M residues; all proteomes at hand -4.5 % for 15.5 M), then proteomes far from each other.
 */
const PROTEINS = [
  'bact_SwissProt_enzymes_48_species.fa',
  'bact_Bacillus_subtilis_168.fa',
  'bact_Synechocystis_PCC6803.fa',
  'bact_Campylobacter_coli_76339.fa',
  'bact_Brucella_melitensis_NI_chr.fa',
  'bact_Waddlia_chondrophila.fa',
  'bact_Mycoplasma_genitalium_G37.fa',
  'arch_Haloferax_volcanii.fa',
  'arch_Methanothermobacter_thermautotrophicus.fa',
  'arch_Pyrococcus_furiosus.fa',
  'arch_Nanoarchaeum_equitans.fa',
  'euk_Schizosaccharomyces_pombe.fa',
];
/** Residues of a protein that is worth having: an alignment begins after 24. */
const LEAST_RESIDUES = 40;
const OUT = fileURLToPath(new URL('../packages/knowledge/public.pmk', import.meta.url));

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

/** Residues of the proteins of a FASTA file, with an end after each; letters that are no amino acid end one, too. */
function residuesOf(path) {
  const proteins = readFileSync(path, 'latin1')
    .split(/^>.*$/m)
    .map((text) => text.replace(/\s/g, '').toUpperCase())
    .filter(({ length }) => length >= LEAST_RESIDUES);
  return Buffer.concat(proteins.map((text) => Uint8Array.from([...text, '*'], residueOf)));
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
  proteins: new Uint8Array(
    Buffer.concat(PROTEINS.map((file) => residuesOf(join(folder, 'proteins', file)))),
  ),
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
