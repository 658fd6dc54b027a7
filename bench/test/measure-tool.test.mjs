/** A compressor is believed only when it gives the same bytes back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layOut, measureTool } from '../measure/measure-tool.mjs';
import { choosePeers, PEERS, suits } from '../measure/peers.mjs';

const FASTA = '>a record\nACGTNNNN\nacg\n';
let folder;
let about;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-test-'));
  writeFileSync(join(folder, 'a.fa'), FASTA);
  about = layOut(folder, join(folder, 'a.fa'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const copy = {
  takes: 'input',
  pack: 'cp input packed',
  packed: 'packed',
  unpack: 'cp packed unpacked',
  unpacked: 'unpacked',
};

test('a file is laid out whole, and as letters alone', () => {
  expect(about).toEqual({ originalBytes: FASTA.length, bases: 7, format: 'fasta' });
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  expect(read('input')).toBe(FASTA);
  expect(read('letters')).toBe('ACGTACG');
  expect(read('letters.fa')).toBe('>\nACGTACG\n');
});

test('bytes are those of what was packed, times those of both ways', async () => {
  const { bytes, encode, decode } = await measureTool(folder, copy);
  expect(bytes).toBe(FASTA.length);
  expect(encode.cpuSeconds).toBeGreaterThanOrEqual(0);
  expect(decode.peakKib).toBeGreaterThanOrEqual(0);
});

test('what comes back must be the same', async () => {
  const lossy = { ...copy, unpack: 'tr a-z A-Z < packed > unpacked' };
  await expect(measureTool(folder, lossy)).rejects.toThrow('what came back differs');
});

test('a command that fails has no result, whatever an earlier one left', async () => {
  await measureTool(folder, copy);
  const failing = (pack) => measureTool(folder, { ...copy, pack });
  await expect(failing('false')).rejects.toThrow('exit 1');
  await expect(failing('true')).rejects.toThrow('no such file');
});

test('slow peers get no large files, and those for letters alone neither proteins nor FASTQ', () => {
  const slow = { isSlow: true, takes: 'letters' };
  const file = { originalBytes: 100, bases: 90, format: 'fasta' };
  expect(suits(slow, file, 100)).toBe(true);
  expect(suits(slow, file, 99)).toBe(false);
  expect(suits(slow, { ...file, bases: 0 }, 100)).toBe(false);
  expect(suits(slow, { ...file, format: 'fastq' }, 100)).toBe(false);
  expect(suits({ takes: 'input' }, { ...file, bases: 0 }, 0)).toBe(true);
});

test('a peer that is asked for must be there', () => {
  expect(() => choosePeers('no-such-compressor')).toThrow('no-such-compressor is not known');
  expect(choosePeers('none').map(({ name }) => name)).toEqual(['xz -9e']);
});

test('each peer has a name of its own', () => {
  expect(new Set(PEERS.map(({ name }) => name)).size).toBe(PEERS.length);
});
