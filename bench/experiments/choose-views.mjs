/**
 * Whether the views of the network should be chosen for each partition, from a sample of it: against the default, and
 * against the best choice there is, which needs every candidate run on everything.
 *
 *   node bench/experiments/choose-views.mjs [--corpus DIR] [--bases N] [--level L]
 */
import { configForLevel } from '@pmklc/models';
import { measure } from '../../tools/measure-model.mjs';
import { BASES, firstBases, LEVEL, withViews, writeResult } from './common.mjs';
import { sampleOf } from './sample.mjs';

const FILES = [
  'HePy.seq',
  'AeCa.seq',
  'ecoli_mg1655.fa',
  'yeast_r64.fa',
  'celegans_chr3.fa',
  'cacao_chr8.fa',
  'human_chr22_1mb.fa',
  'celegans_transcripts.fa',
];
const PARTITIONS = 2;

/** Each sees about as many tokens as the default. */
const CANDIDATES = {
  default: null,
  'longer words': '1,6x12+1,3x24+2,3x32+3,2x32',
  'near bases': '1,5x16+1,4x16+1,3x24+2,2x40',
  'far bases': '1,4x12+2,2x40+3,3x60',
  '(2,2) and (1,4)': '1,4x24+2,2x64',
  '(3,3) and (1,6)': '1,6x12+3,3x64',
};

const viewOf = (words) => {
  const [stride, k, count] = words.split(/[,x]/).map(Number);
  return { stride, k, count };
};

function configOf(views, baseCount) {
  const config = configForLevel(LEVEL, baseCount);
  if (views === null) return config;
  return withViews(config, views.split('+').map(viewOf));
}

/** Bytes and CPU seconds of every candidate, in the order of `CANDIDATES`. */
function measureAll(name, bases) {
  const rows = Object.values(CANDIDATES).map((views) =>
    measure(name, bases, configOf(views, bases.length)),
  );
  return {
    bytes: rows.map(({ bytes }) => bytes),
    seconds: rows.map(({ encodeSeconds }) => Number(encodeSeconds.toFixed(2))),
  };
}

const partitions = [];
for (const name of FILES) {
  const all = firstBases(name, PARTITIONS * BASES);
  for (let start = 0; start < all.length; start += BASES) {
    const bases = all.subarray(start, start + BASES);
    const sample = measureAll(name, sampleOf(bases));
    const whole = measureAll(name, bases);
    const number = start / BASES + 1;
    partitions.push({ name, number, bases: bases.length, sample, whole });
    console.log(name, number, sample.bytes.join(' '), '|', whole.bytes.join(' '));
  }
}
writeResult('choose-views', { candidates: CANDIDATES, partitions });
