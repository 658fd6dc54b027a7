/** A release candidate is compared with the one before: sizes file by file, speed level by level. */
import { expect, test } from 'vitest';
import { candidateOf, regressions } from '../history.mjs';

const before = {
  name: '0.1.0-rc.1',
  select: 'none',
  noise: 0.05,
  speed: { 'pmklc -6': { encode: 2, decode: 2 } },
  files: { 'a.fa': { 'pmklc -6': 100_000 }, 'b.fa': { 'pmklc -6': 5_000 } },
};
const changed = (change) => ({ ...structuredClone(before), ...change });

test('the same again is no regression', () => {
  expect(regressions(before, changed({}))).toEqual([]);
});

test('a file may grow by 0.1 % and no more', () => {
  const sized = (bytes) => changed({ files: { ...before.files, 'a.fa': { 'pmklc -6': bytes } } });
  expect(regressions(before, sized(100_100))).toEqual([]);
  expect(regressions(before, sized(100_101))).toEqual([
    'a.fa: 100000 to 100101 bytes with pmklc -6 (+0.10 %)',
  ]);
});

test('each file that grew has a line of its own, though others shrank', () => {
  const files = { 'a.fa': { 'pmklc -6': 90_000 }, 'b.fa': { 'pmklc -6': 5_100 } };
  expect(regressions(before, changed({ files }))).toEqual([
    'b.fa: 5000 to 5100 bytes with pmklc -6 (+2.00 %)',
  ]);
});

test('a file that was not measured again is a regression', () => {
  const files = { 'a.fa': before.files['a.fa'] };
  expect(regressions(before, changed({ files }))).toEqual(['b.fa: not measured with pmklc -6']);
});

test('a level may take 10 % and the noise longer, and no more', () => {
  const paced = (encode, noise) => changed({ noise, speed: { 'pmklc -6': { encode, decode: 2 } } });
  expect(regressions(before, paced(2.29, 0.05))).toEqual([]);
  expect(regressions(before, paced(2.32, 0.05))).toEqual([
    'pmklc -6: encode takes 16.00 % longer beside the peers, more than 15.00 %, noise included',
  ]);
  expect(regressions(before, paced(2.32, 0.1))).toEqual([]);
});

test('what made all peers but xz slower made us slower, too', () => {
  const paced = (encode, peers) => changed({ peers, speed: { 'pmklc -6': { encode, decode: 2 } } });
  const last = paced(2, { 'xz -9e': 1, 'gzip -9': 0.5, 'bzip2 -9': 0.1 });
  expect(regressions(last, paced(2.6, { 'xz -9e': 1, 'gzip -9': 0.7, 'bzip2 -9': 0.14 }))).toEqual(
    [],
  );
  expect(regressions(last, paced(2.6, { 'xz -9e': 1, 'gzip -9': 0.5, zpaq: 9 }))).toHaveLength(1);
  expect(regressions(before, paced(2.6, { 'xz -9e': 1, 'gzip -9': 0.7 }))).toHaveLength(1);
});

test('runs with and without public knowledge are not compared', () => {
  expect(regressions(before, changed({ select: 'auto' }))).toEqual([
    'measured with --select auto, the history with --select none',
  ]);
});

test('a candidate has the sizes and the speeds of a run, and its noise', () => {
  const result = (bytes, seconds) => ({ bytes, encodeSeconds: seconds, decodeSeconds: seconds });
  const bench = {
    date: '2026-01-01',
    machine: 'a machine',
    select: 'none',
    levels: ['pmklc -6'],
    files: [
      {
        name: 'a.fa',
        control: [1.2],
        results: { 'xz -9e': result(9, 1), 'pmklc -6': result(7, 3) },
      },
    ],
  };
  expect(candidateOf('rc', bench)).toEqual({
    name: 'rc',
    date: '2026-01-01',
    machine: 'a machine',
    select: 'none',
    noise: 0.2,
    speed: { 'pmklc -6': { encode: 3, decode: 3 } },
    peers: { 'xz -9e': 1 },
    files: { 'a.fa': { 'pmklc -6': 7 } },
  });
});
