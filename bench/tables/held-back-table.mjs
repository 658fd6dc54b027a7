/**
 * Worth of public knowledge for species that it does not have: the table in docs/benchmarks.md.
 */
import { number, percent, table } from './format.mjs';
import { mean } from '../numbers.mjs';

const HEAD = [
  'genome',
  'phylum',
  'without',
  'as it comes',
  'proteins alone',
  'of other phyla alone',
];
const PARTS = ['pack', 'proteins', 'otherPhyla'];

const changeOf = (genome, part) => genome[part] / genome.none - 1;

export function heldBackTable({ level, limit, genomes }) {
  const rows = genomes.map((genome) => [
    genome.name.replaceAll('_', ' '),
    genome.phylum,
    number(genome.none),
    ...PARTS.map((part) => percent(changeOf(genome, part))),
  ]);
  const means = PARTS.map((part) => percent(mean(genomes.map((genome) => changeOf(genome, part)))));
  return {
    'held-back-level': `-${level}`,
    'held-back-limit': number(limit),
    'held-back': table(HEAD, [...rows, ['mean', '', '', ...means]]),
  };
}
