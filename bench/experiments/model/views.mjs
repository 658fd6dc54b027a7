/**
 * The shape of tokens, (s,k): encoding time against size, for tokens that meet, overlap or leave gaps; and what
 * larger vocabularies cost.
 *
 *   node bench/experiments/model/views.mjs [--corpus DIR] [--bases N] [--level L]
 *
 * In each the network sees the last 96 bases through one view; all else is the level's.
 */
import { configForLevel, memoryBytes } from '@pmklc/models';
import { measure } from '../../measure/measure-model.mjs';
import { BASES, firstBases, LEVEL, withViews, writeResult } from '../common.mjs';

const REACH = 96;
const FILES = [
  'HePy.seq',
  'ecoli_mg1655.fa',
  'yeast_r64.fa',
  'celegans_chr3.fa',
  'cacao_chr8.fa',
  'human_chr22_1mb.fa',
];
const LONG_FILES = ['ecoli_mg1655.fa', 'celegans_chr3.fa'];
/** Rare words need more to learn from. */
const LONG = 4;
const MEETING = [2, 3, 4].map((k) => [k, k]);
const OVERLAPPING = [
  [1, 2],
  [1, 3],
  [1, 4],
  [1, 6],
  [2, 3],
  [2, 4],
  [3, 4],
  [3, 6],
];
const GAPPED = [
  [3, 2],
  [4, 3],
];
const VOCABULARIES = [2, 3, 4, 5, 6, 7, 8].map((k) => [k, k]);

/** View of as many tokens as the window holds. */
const viewOf = ([stride, k]) => ({ stride, k, count: Math.floor((REACH - k) / stride) + 1 });

function configOf(shape, baseCount) {
  const config = configForLevel(LEVEL, baseCount);
  return shape === null ? config : withViews(config, [viewOf(shape)]);
}

/** MiB that the networks take. */
function networkMib(config, baseCount) {
  const without = memoryBytes({ ...config, networks: [] }, baseCount);
  return (memoryBytes(config, baseCount) - without) / 2 ** 20;
}

/** Shapes take turns on a file, so that what else the machine does hits all of them. */
function measureShapes(shapes, inputs) {
  const rows = shapes.map((shape) => ({ shape, bytes: [], seconds: [], mib: 0 }));
  for (const [name, bases] of inputs) {
    for (const row of rows) {
      const config = configOf(row.shape, bases.length);
      const { bytes, encodeSeconds } = measure(name, bases, config);
      row.bytes.push(bytes);
      row.seconds.push(Number(encodeSeconds.toFixed(2)));
      row.mib = Number(networkMib(config, bases.length).toFixed(2));
      console.log(name, JSON.stringify(row.shape), bytes, encodeSeconds.toFixed(2));
    }
  }
  return rows;
}

const inputs = (names, count) => names.map((name) => [name, firstBases(name, count)]);
const shapes = [null, ...MEETING, ...OVERLAPPING, ...GAPPED];
const sizesOf = (list) => list.map(([name, bases]) => ({ name, bases: bases.length }));

const short = inputs(FILES, BASES);
const long = inputs(LONG_FILES, LONG * BASES);
writeResult('views', {
  reach: REACH,
  files: sizesOf(short),
  shapes: measureShapes(shapes, short),
  vocabularyFiles: sizesOf(long),
  vocabularies: measureShapes(VOCABULARIES, long),
});
