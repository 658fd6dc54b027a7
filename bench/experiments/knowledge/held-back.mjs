/**
 * Worth of public knowledge for species that it does not have: payloads of bases from the middle of their genomes with nothing known before,
 * with the public pack as it comes, with its proteins alone, and with those of other phyla alone.
 *
 *   node bench/experiments/knowledge/held-back.mjs [--corpus DIR] [--limit 200000] [--level 6]
 *
 * Writes docs/benchmarks/held-back.json. Run `npm run build` first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { beginningOf, chooseKnowledge, encodeUse, publicPack } from '@pmklc/knowledge';
import { BlockSplitter } from '@pmklc/sequence';
import { residuesOf } from '../../../tools/public-proteins.mjs';
import { ROOT } from '../../../tools/workspace.mjs';

const OUT = join(ROOT, 'docs', 'benchmarks', 'held-back.json');
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, '..', 'shared', 'corpus', 'train') },
    limit: { type: 'string', default: '200000' },
    level: { type: 'string', default: '6' },
  },
});
const [limit, level] = [Number(values.limit), Number(values.level)];
const proteinsAt = join(values.corpus, 'proteins');

/** Proteins of a phylum: files of the pack, and species among the enzymes, by the end of a protein's name. */
const PHYLA = {
  Pseudomonadota: {
    files: ['bact_Brucella_melitensis_NI_chr.fa'],
    species: 'BDEBA CAUVC COXBU DESVH GEOSL HAEIN MYXXD NEIMB NITEU PELUB RICPR ZYMMO',
  },
  Chlamydiota: { files: ['bact_Waddlia_chondrophila.fa'], species: 'PARUW' },
  Actinomycetota: { files: [], species: 'BIFLO CORGL' },
  'Bacillota and Mycoplasmatota': {
    files: ['bact_Bacillus_subtilis_168.fa', 'bact_Mycoplasma_genitalium_G37.fa'],
    species: 'CLOAB LACPL',
  },
  Euryarchaeota: {
    files: [
      'arch_Haloferax_volcanii.fa',
      'arch_Methanothermobacter_thermautotrophicus.fa',
      'arch_Pyrococcus_furiosus.fa',
    ],
    species: '',
  },
};

/** Genomes that are not in the pack, and that no model learned from. */
const GENOMES = {
  'Bartonella_henselae_Houston-1': 'Pseudomonadota',
  Blochmannia_pennsylvanicus: 'Pseudomonadota',
  Buchnera_aphidicola_APS: 'Pseudomonadota',
  Wigglesworthia_glossinidia: 'Pseudomonadota',
  'Chlamydophila_pneumoniae_TW-183': 'Chlamydiota',
  Corynebacterium_diphtheriae_NCTC11397: 'Actinomycetota',
  Mycobacterium_tuberculosis_H37Rv: 'Actinomycetota',
  Lactobacillus_AP014680: 'Bacillota and Mycoplasmatota',
  Mycoplasma_pneumoniae: 'Bacillota and Mycoplasmatota',
  Methanobrevibacter_ruminantium_M1: 'Euryarchaeota',
};

function middleOf(name) {
  const splitter = new BlockSplitter();
  splitter.push(readFileSync(join(values.corpus, 'genomes', `${name}.fna`)));
  const { bases } = splitter.finish();
  const start = Math.max(0, (bases.length - limit) >> 1);
  return bases.subarray(start, start + limit);
}

const config = (bases) => configForLevel(level, bases.length);
const bytesWith = (bases, beginning) => engine.encode(config(bases), bases, beginning).length;

/** Bytes as the command would have them: with what the selector takes, and its names. */
function asItComes(bases) {
  const limits = { engine, level, allowsSnapshot: true, mostPrefixBases: 2 ** 24 };
  const { uses } = chooseKnowledge(bases, [publicPack()], limits);
  const names = uses.map((use) => encodeUse(use, 1).length + 2);
  return names.reduce((a, b) => a + b, bytesWith(bases, beginningOf(uses, level, engine)));
}

function measure([name, phylum]) {
  const bases = middleOf(name);
  const { files, species } = PHYLA[phylum];
  const others = residuesOf(proteinsAt, { files, species: new Set(species.split(' ')) });
  const genome = {
    name,
    phylum,
    bases: bases.length,
    none: bytesWith(bases, {}),
    pack: asItComes(bases),
    proteins: bytesWith(bases, { proteins: publicPack().proteins() }),
    otherPhyla: bytesWith(bases, { proteins: others }),
  };
  console.log(JSON.stringify(genome));
  return genome;
}

const result = { level, limit, genomes: Object.entries(GENOMES).map(measure) };
writeFileSync(OUT, `${JSON.stringify(result, null, 1)}\n`);
