/** Records of an archive on a server, as a genome browser asks for them. */
import { compress } from '@pmklc/codec';
import { RemoteError } from '@pmklc/container';
import { SequenceArchive } from '@pmklc/jbrowse';
import { randomDna, rangeServer } from '@pmklc/testing';
import { afterAll, expect, test } from 'vitest';

const BASES = Buffer.from(randomDna(3000, 1)).toString();
const FASTA = `>chr1 first\n${BASES.slice(0, 2000)}\n>chr2\n${BASES.slice(2000)}\n>chr1 again\nACGT\n`;

const packing = { level: 1, knowledge: { select: 'none' } } as const;
const server = await rangeServer(await compress(Buffer.from(FASTA), packing));
afterAll(() => server.close());

const open = () => new SequenceArchive({ uri: server.url, usesPublicKnowledge: false });

test('records are regions, the first of each name', async () => {
  expect(await open().regions()).toEqual([
    { refName: 'chr1', start: 0, end: 2000 },
    { refName: 'chr2', start: 0, end: 1000 },
  ]);
});

test.each([
  ['of the middle', 'chr1', 100, 200, BASES.slice(100, 200)],
  ['of another record', 'chr2', 0, 1000, BASES.slice(2000)],
  ['beyond both ends', 'chr2', -50, 5000, BASES.slice(2000)],
  ['behind the end', 'chr2', 1000, 1100, undefined],
  ['of no bases', 'chr1', 5, 5, undefined],
  ['of no such record', 'chr3', 0, 10, undefined],
])('residues %s', async (_, refName, start, end, expected) => {
  expect(await open().residues({ refName, start, end })).toBe(expected);
});

test('what failed is tried again', async () => {
  const archive = open();
  server.fault = 'missing';
  await expect(archive.regions()).rejects.toThrow(RemoteError);
  server.fault = 'none';
  expect(await archive.regions()).toHaveLength(2);
});
