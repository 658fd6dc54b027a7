/** Totals, fronts and spreads of small made-up results. */
import { expect, test } from 'vitest';
import { kneeOf } from '../tables/model-tables.mjs';
import { relativeSpread } from '../numbers.mjs';
import {
  comparedRows,
  noiseOf,
  overallSpeed,
  paretoFront,
  robustness,
  sharedFiles,
} from '../tables/summary.mjs';

const result = (bytes, encodeSeconds, decodeSeconds = encodeSeconds) => ({
  bytes,
  encodeSeconds,
  encodeKib: 2048,
  decodeSeconds,
  decodeKib: 1024,
});

const file = (name, others, control = [1.1]) => ({
  name,
  originalBytes: 1010,
  bases: 1000,
  format: 'fasta',
  control,
  results: {
    'xz -9e': result(300, 1),
    'pmklc -6': result(200, 2),
    ...others,
  },
});

const names = ['a.fa', 'b.fa', 'c.fa', 'd.fa'];
const withGeco = names.map((name) => file(name, { 'GeCo3 -l 8': result(210, 4) }));
const bench = {
  levels: ['pmklc -6'],
  files: [...withGeco, file('e.fa', { 'cmix -n': result(190, 900) }, [0.7])],
};
const quotedRow = (program, options, name, bytes) => ({
  program,
  options,
  file: name,
  bytes,
  encodeSeconds: 3,
  decodeSeconds: 3,
  peakMib: 5,
});
const quoted = {
  rows: ['a.fa', 'b.fa', 'e.fa'].flatMap((name) => [
    quotedRow('xz', '-9e', name, 300),
    quotedRow('XM', 'limit100', name, 230),
    quotedRow('XM', 'limit500', name, 220),
    quotedRow('GeCo3', '-l 16', name, 205),
  ]),
};

test('files are shared that quoted sizes are of and that all compressors of many files packed', () => {
  expect(sharedFiles(bench, quoted).map(({ name }) => name)).toEqual(['a.fa', 'b.fa']);
});

test('quoted are only programs that were not measured, at their smallest setting', () => {
  const rows = comparedRows(bench, quoted, sharedFiles(bench, quoted));
  expect(rows.map(({ name, isQuoted }) => [name, isQuoted])).toEqual([
    ['xz -9e', false],
    ['GeCo3 -l 8', false],
    ['pmklc -6', false],
    ['XM limit500', true],
  ]);
});

test('totals are over the shared files, times over those of xz', () => {
  const rows = comparedRows(bench, quoted, sharedFiles(bench, quoted));
  const ours = rows.find(({ isOurs }) => isOurs);
  expect(ours).toMatchObject({ bytes: 400, bitsPerBase: 1.6, encode: 2, encodeMib: 2 });
  expect(rows.at(-1)).toMatchObject({ bytes: 440, bitsPerBase: 1.76, encode: 1 });
});

test('a peer that did not give a file back has no row', () => {
  const broken = structuredClone(bench);
  broken.files[0].results['GeCo3 -l 8'] = { failed: true };
  const rows = comparedRows(broken, quoted, broken.files.slice(0, 2));
  expect(rows.find(({ name }) => name === 'GeCo3 -l 8')).toBeUndefined();
});

test('noise is the middle and the largest difference of two runs of xz', () => {
  const { typical, largest, rounds } = noiseOf(bench);
  expect(typical).toBeCloseTo(0.1);
  expect(largest).toBeCloseTo(0.3);
  expect(rounds).toBe(5);
});

test('the speed of a level is that of all files together', () => {
  expect(overallSpeed(bench)).toEqual({ 'pmklc -6': { encode: 2, decode: 2 } });
});

test('the front has what nothing beats in both time and size', () => {
  const rows = [
    { name: 'slow and small', encode: 9, bytes: 10 },
    { name: 'beaten', encode: 5, bytes: 21 },
    { name: 'middle', encode: 4, bytes: 20 },
    { name: 'fast', encode: 1, bytes: 90 },
  ];
  const front = paretoFront(rows).map(({ name }) => name);
  expect(front).toEqual(['fast', 'middle', 'slow and small']);
});

test('the knee is where the front bends most', () => {
  const front = [
    { encode: 1, bytes: 1000 },
    { encode: 1.2, bytes: 110 },
    { encode: 10, bytes: 100 },
  ];
  expect(kneeOf(front)).toBe(front[1]);
});

test('CRP is the population standard deviation over the mean, in percent', () => {
  expect(relativeSpread([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(40);
  expect(robustness({ ratios: [4, 4] })).toEqual({ ratio: 4, crp: 0 });
});
