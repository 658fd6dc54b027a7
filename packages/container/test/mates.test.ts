/** Names of mates' files in the header of an archive. */
import { ArchiveWriter, byteSource, readIndex } from '@pmklc/container';
import { expect, test } from 'vitest';
import { concat } from '@pmklc/testing';
import { digestOf, text, unpack } from './support.ts';

async function packed(mateNames: readonly [string, string]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  await writer.begin({ mateNames });
  await writer.finish(digestOf(text('')));
  return concat(...chunks);
}

test('names of mates are read from either end', async () => {
  const names = ['reads_R1.fq', 'Läufe 2 – R2.fastq'] as const;
  const archive = await packed(names);
  const [read] = await unpack(archive);
  expect(read!.header.mateNames).toEqual(names);
  const [index] = await readIndex(byteSource(archive));
  expect(index!.header.mateNames).toEqual(names);
});

test('names of no two files in a folder are refused before anything is written', async () => {
  for (const names of [
    ['a', 'a'],
    ['', 'b'],
    ['a/b', 'c'],
    ['a', '.'],
    ['a\\b', 'c'],
  ] as const) {
    await expect(packed(names)).rejects.toThrow(RangeError);
  }
});
