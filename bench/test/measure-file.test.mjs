/** Rounds of a file: every compressor in turn, the reference first and last, and what a failure means. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureFile } from '../measure/measure-file.mjs';

let folder;
let path;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-test-'));
  path = join(folder, 'a.fa');
  writeFileSync(path, '>a record\nACGTNNNN\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Copies the input, and leaves its name in a log beside the file. */
function copier(name, more = {}) {
  return {
    name,
    takes: 'input',
    pack: `cp input packed; echo -n ${name[0]} >> ${join(folder, 'log')}`,
    packed: 'packed',
    unpack: 'cp packed unpacked',
    unpacked: 'unpacked',
    ...more,
  };
}
const reference = () => copier('xz -9e');
const measure = (others, limits = {}) =>
  measureFile(
    path,
    { reference: reference(), others },
    { rounds: 1, slowBytes: 1e6, ...limits },
    0,
  );

test('each round begins and ends with the reference', async () => {
  const file = await measure([copier('a'), copier('b')], { rounds: 2 });
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('xabxxabx');
  expect(file).toMatchObject({ name: 'a.fa', format: 'fasta', bases: 4, rounds: 2 });
  expect(file.control).toHaveLength(2);
  expect(Object.keys(file.results)).toEqual(['xz -9e', 'a', 'b']);
  expect(file.results.a.bytes).toBe(19);
});

test('slow ones run in the first round only', async () => {
  const file = await measure([copier('s', { isSlow: true })], { rounds: 3 });
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('xsxxxxx');
  expect(file.results.s.bytes).toBe(19);
});

test('a peer that fails has that as its result; a level of ours that fails ends it', async () => {
  const broken = copier('p', { unpack: 'false' });
  expect((await measure([broken])).results.p).toEqual({ failed: true });
  await expect(measure([{ ...broken, isOurs: true }])).rejects.toThrow('exit 1');
});
