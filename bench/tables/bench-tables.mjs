/**
 * Tables, sentences and pictures of what `bench.mjs` measured, and of what is quoted beside it.
 */
import { list, number, percent, table, times } from './format.mjs';
import { filesPicture, paretoPicture } from '../pictures/bench-pictures.mjs';
import {
  comparedRows,
  noiseOf,
  overallSpeed,
  paretoFront,
  robustness,
  sharedFiles,
  toolsOf,
} from './summary.mjs';
import { REFERENCE } from '../measure/peers.mjs';

const wholePercent = (x) => `${(100 * x).toFixed(0)} %`;
const baseName = (name) => name.replace(/\.\w+$/, '');
const code = (name) => `\`${name}\``;
const cell = (x, show) => (x === undefined ? '' : show(x));
const isDna = ({ bases, format }) => bases > 0 && format !== 'fastq';

/** The level that one number of ours is of: the default, if it was measured. */
const levelOf = ({ levels }) => (levels.includes('pmklc -6') ? 'pmklc -6' : levels.at(-1));

/** The smallest result of any other compressor, and whose: measured or quoted. */
function smallestPeer({ name, results }, { levels }, quoted) {
  const measured = Object.entries(results)
    .filter(([tool, { failed }]) => !levels.includes(tool) && !failed)
    .map(([tool, { bytes }]) => ({ bytes, by: tool }));
  const known = quoted.smallest[name];
  const all = known === undefined ? measured : [...measured, { bytes: known, by: 'quoted' }];
  return all.reduce((best, one) => (one.bytes < best.bytes ? one : best));
}

function sizes(bench, quoted) {
  const level = levelOf(bench);
  const head = [
    'file',
    'bytes',
    ...bench.levels.map(code),
    'smallest peer',
    'by',
    `${code(level)} against it`,
  ];
  const rows = bench.files.map((file) => {
    const best = smallestPeer(file, bench, quoted);
    return [
      file.name,
      number(file.originalBytes),
      ...bench.levels.map((name) => number(file.results[name].bytes)),
      number(best.bytes),
      best.by,
      percent(file.results[level].bytes / best.bytes - 1),
    ];
  });
  return table(head, rows);
}

function peerSizes(bench) {
  const tools = toolsOf(bench).filter((tool) => !bench.levels.includes(tool));
  const rows = bench.files.map(({ name, results }) => [
    name,
    ...tools.map((tool) => cell(results[tool]?.bytes, number)),
  ]);
  return table(['file', ...tools], rows);
}

function speeds(rows) {
  const front = paretoFront(rows.filter(({ isQuoted }) => !isQuoted));
  const head = [
    'compressor',
    'bytes',
    'bits per base',
    'packing, x xz',
    'unpacking, x xz',
    'MiB, packing',
    'MiB, unpacking',
    'Pareto front',
  ];
  const sorted = [...rows].sort((a, b) => a.bytes - b.bytes);
  const mark = ({ isQuoted }) => (isQuoted ? '~' : '');
  return table(
    head,
    sorted.map((row) => [
      row.isQuoted ? `*${row.name}, quoted*` : row.isOurs ? `**${row.name}**` : row.name,
      number(row.bytes),
      row.bitsPerBase.toFixed(4),
      `${mark(row)}${times(row.encode)}`,
      `${mark(row)}${times(row.decode)}`,
      cell(row.encodeMib, (x) => number(Math.round(x))),
      cell(row.decodeMib, (x) => number(Math.round(x))),
      front.includes(row) ? 'yes' : '',
    ]),
  );
}

function robustnessTable(rows) {
  const measured = rows
    .map((row) => ({ row, ...robustness(row) }))
    .sort((a, b) => b.ratio - a.ratio);
  return table(
    ['compressor', 'mean ratio', 'CRP'],
    measured.map(({ row, ratio, crp }) => [
      row.isQuoted ? `*${row.name}, quoted*` : row.isOurs ? `**${row.name}**` : row.name,
      ratio.toFixed(3),
      `${crp.toFixed(2)} %`,
    ]),
  );
}

function overall(bench) {
  const speed = overallSpeed(bench);
  return table(
    ['level', 'packing, x xz', 'unpacking, x xz'],
    bench.levels.map((level) => [
      level.replace('pmklc ', ''),
      times(speed[level].encode),
      times(speed[level].decode),
    ]),
  );
}

function historyTable(history) {
  const total = ({ files }, level) =>
    Object.values(files).reduce((sum, sizesOf) => sum + sizesOf[level], 0);
  const levels = [...new Set(history.flatMap(({ speed }) => Object.keys(speed)))];
  const rows = history.map((candidate) => [
    candidate.name,
    candidate.date,
    ...levels.map((level) =>
      candidate.speed[level]
        ? `${number(total(candidate, level))}, ${times(candidate.speed[level].encode)} / ${times(candidate.speed[level].decode)}`
        : '',
    ),
    wholePercent(candidate.noise),
  ]);
  return table(['candidate', 'date', ...levels.map(code), 'noise'], rows);
}

function versions({ peers }) {
  return list(peers.map(({ name, version }) => (version ? `${name} (${version})` : name)));
}

/** Replacements of the names in the template. */
export function benchTables(bench, quoted, history) {
  const files = sharedFiles(bench, quoted);
  const rows = comparedRows(bench, quoted, files);
  const noise = noiseOf(bench);
  return {
    machine: bench.machine,
    'bench-date': bench.date,
    select: bench.select,
    pinned: bench.isPinned ? 'on one core' : 'on any core',
    sizes: sizes(bench, quoted),
    'peer-sizes': peerSizes(bench),
    versions: versions(bench),
    'letters-only': list(
      bench.peers.filter(({ takes }) => takes !== 'input').map(({ name }) => name),
    ),
    noise: wholePercent(noise.typical),
    'noise-largest': wholePercent(noise.largest),
    'noise-rounds': noise.rounds,
    'shared-files': list(files.map(({ name }) => name)),
    speeds: speeds(rows),
    overall: overall(bench),
    robustness: robustnessTable(rows),
    history: historyTable(history),
  };
}

/** Pictures of a run: names and text. */
export function benchPictures(bench, quoted) {
  const files = sharedFiles(bench, quoted);
  const names = files.map(({ name }) => baseName(name));
  const dna = bench.files.filter(isDna);
  const level = levelOf(bench);
  const rows = dna.map((file) => {
    const bitsOf = (bytes) => (8 * bytes) / file.bases;
    return {
      name: file.name,
      ours: bitsOf(file.results[level].bytes),
      sizes: [
        { style: 'weak', bitsPerBase: bitsOf(file.results[REFERENCE].bytes) },
        { style: 'quoted', bitsPerBase: bitsOf(smallestPeer(file, bench, quoted).bytes) },
        { style: 'ours', bitsPerBase: bitsOf(file.results[level].bytes) },
      ],
    };
  });
  return {
    'docs/benchmarks/pareto.svg': paretoPicture(comparedRows(bench, quoted, files), names),
    'docs/benchmarks/files.svg': filesPicture(rows, [
      ['ours', level],
      ['quoted', 'best peer'],
      ['weak', REFERENCE],
    ]),
  };
}

const SHOWN_FILES = ['ecoli_mg1655.fa', 'cacao_chloroplast.fa'];

/** Rows of the first screen, all measured: what times are relative to, the smallest of the others, ours. */
function shownRows(rows) {
  const measured = rows.filter(({ isQuoted }) => !isQuoted);
  const others = measured.filter(({ isOurs }) => !isOurs).sort((a, b) => a.bytes - b.bytes);
  const reference = others.find(({ name }) => name === REFERENCE);
  return [reference, others[0], ...measured.filter(({ isOurs }) => isOurs)];
}

function firstScreenTable(bench, rows) {
  const bytesOf = (row, name) =>
    bench.files.find((file) => file.name === name)?.results[row.name]?.bytes;
  const head = [
    '',
    ...SHOWN_FILES.map(code),
    'bits per base',
    'packing, x xz',
    'unpacking, x xz',
    'MiB',
  ];
  return table(
    head,
    rows.map((row) => [
      row.isOurs ? `**${row.name}**` : row.name,
      ...SHOWN_FILES.map((name) => cell(bytesOf(row, name), number)),
      row.bitsPerBase.toFixed(3),
      times(row.encode),
      times(row.decode),
      cell(row.encodeMib, (x) => number(Math.round(x))),
    ]),
  );
}

/** The first screen: what a few files come to, and what it costs. */
export function readmeTable(bench, quoted) {
  const files = sharedFiles(bench, quoted);
  const shown = shownRows(comparedRows(bench, quoted, files));
  return {
    table: firstScreenTable(bench, shown),
    smallest: shown[1].program,
    'shared-files': list(files.map(({ name }) => name)),
    noise: wholePercent(noiseOf(bench).typical),
    select: bench.select,
  };
}
