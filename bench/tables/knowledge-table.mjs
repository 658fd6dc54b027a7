/**
 * Worth of public knowledge: the table in docs/benchmarks.md, and a sentence of it in README.md.
 */
import { number, percent, table, times } from './format.mjs';
import { median, sum } from '../numbers.mjs';

/** The change of a file, as a share. */
const changeOf = ({ none, auto }) => auto.bytes / none.bytes - 1;

export function knowledgeTable({ files }) {
  const head = ['file', 'without', 'with', 'change', 'encode, CPU', 'decode, CPU'];
  const ratio = ({ none, auto }, key) =>
    none[key] === undefined ? '' : `x ${(auto[key] / none[key]).toFixed(2)}`;
  const rows = files.map((file) => [
    file.name,
    number(file.none.bytes),
    number(file.auto.bytes),
    percent(changeOf(file)),
    ratio(file, 'encodeSeconds'),
    ratio(file, 'decodeSeconds'),
  ]);
  const total = (key) => sum(files.map((file) => file[key].bytes));
  const [none, auto] = [total('none'), total('auto')];
  const all = ['all', number(none), number(auto), percent(auto / none - 1), '', ''];
  return table(head, [...rows, all]);
}

/** Variants of `knowledge-parts.mjs`, in the order of the columns. */
const PARTS = {
  none: 'none',
  start: 'warm start',
  references: 'references',
  public: 'both (SPuM)',
  private: 'private network (SPrM)',
  all: 'all',
};

/** Bits per base, and bases a second of CPU. */
export function knowledgeParts({ files, limit, seconds }) {
  const cell = (bases, { bytes, seconds }) =>
    `${((8 * bytes) / bases).toFixed(4)} (${(bases / 1e6 / seconds).toFixed(2)})`;
  const rows = files.map(({ name, bases, variants }) => [
    name,
    ...Object.keys(PARTS).map((part) => cell(bases, variants[part])),
  ]);
  const total = (part) => ({
    bytes: sum(files.map(({ variants }) => variants[part].bytes)),
    seconds: sum(files.map(({ variants }) => variants[part].seconds)),
  });
  const bases = sum(files.map((file) => file.bases));
  const all = ['all', ...Object.keys(PARTS).map((part) => cell(bases, total(part)))];
  return {
    'parts-limit': number(limit),
    'parts-seconds': String(seconds),
    'knowledge-parts': table(['file', ...Object.values(PARTS)], [...rows, all]),
  };
}

/** Species held back: change of the payload, by what is known of other species. */
export function heldBackTable({ limit, level, genomes }) {
  const kinds = ['pack', 'proteins', 'otherPhyla'];
  const changes = (kind) => genomes.map((genome) => genome[kind] / genome.none - 1);
  const mean = (kind) => sum(changes(kind)) / genomes.length;
  const rows = genomes.map((genome, i) => [
    genome.name.replaceAll('_', ' '),
    genome.phylum,
    number(genome.none),
    ...kinds.map((kind) => percent(changes(kind)[i])),
  ]);
  const all = ['mean', '', '', ...kinds.map((kind) => percent(mean(kind)))];
  const head = ['species', 'phylum', 'without', 'with', 'proteins', 'proteins of other phyla'];
  return {
    'held-back-level': String(level),
    'held-back-limit': number(limit),
    'held-back': table(head, [...rows, all]),
  };
}

export function knowledgeSentence({ files }) {
  const ecoli = files.find(({ name }) => name === 'ecoli_mg1655.fa');
  const seconds = (key) => sum(files.map((file) => file[key].encodeSeconds));
  const half = (-100 * median(files.map(changeOf))).toFixed(2);
  return `*E. coli* comes to ${number(ecoli.auto.bytes)} bytes, because *Salmonella* is among them
([model card](docs/model-card.md)); half of the files shrink by less than ${half} %. Packing takes ${times(seconds('auto') / seconds('none'))} times as long.`;
}
