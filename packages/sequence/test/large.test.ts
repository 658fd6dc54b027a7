import { expect, test } from 'vitest';
import { packStream } from '@pmklc/streams';
import { splitBytes } from '@pmklc/sequence';
import { bytesOf, randomInts } from '@pmklc/testing';
import { joinsTo } from './support.ts';

test('100,000 records come back', () => {
  const random = randomInts(5);
  const records = Array.from({ length: 100000 }, (_, i) => {
    const residues = 'ACGTTGCAAGTC'.slice(0, random(12));
    return `>record ${i}\n${residues}${i % 1000 === 0 ? '\n' : ''}\n`;
  });
  const bytes = bytesOf(records.join(''));
  expect(joinsTo(splitBytes(bytes), bytes)).toBe(true);
});

test('a line of 20 MB comes back, with or without a title', () => {
  const bytes = new Uint8Array(20e6);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 'ACGT'.charCodeAt((i * 2654435761) >>> 30);
  const block = splitBytes(bytes);
  expect(block.bases.length).toBe(bytes.length);
  expect(block.streams).toEqual([]);
  expect(joinsTo(block, bytes)).toBe(true);
  bytes.set(bytesOf('>line\n'));
  expect(joinsTo(splitBytes(bytes), bytes)).toBe(true);
});

test('lines of one residue each stay cheap', () => {
  const bytes = bytesOf('>x\n' + 'A\nC\nG\nT\nN\n'.repeat(100000));
  const block = splitBytes(bytes);
  expect(joinsTo(block, bytes)).toBe(true);
  const packed = block.streams.map((stream) => packStream(stream.bytes, { effort: 'fast' }).length);
  expect(packed.reduce((sum, size) => sum + size)).toBeLessThan(2000);
});
