import { ArchiveWriter, DigestStream } from '@pmklc/container';
import { compress, decompress, encodePartition } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { splitBytes } from '@pmklc/sequence';
import { expect, test } from 'vitest';
import { randomDna, randomWords } from '@pmklc/testing';
import { FAST, ascii, codeOf, testdata } from './support.ts';

const ORIGINAL = testdata('bundibugyo_ebola.fa', 2500);

test('every truncation of an archive is found out', async () => {
  const archive = await compress(ORIGINAL, FAST);
  for (let end = 0; end < archive.length; end++) {
    const code = await codeOf(decompress(archive.subarray(0, end)));
    expect(['truncated', 'corrupt', 'bad-magic'], `${end} bytes`).toContain(code);
  }
});

test('every one of 1,000 flipped bits is found out', async () => {
  const archive = await compress(ORIGINAL, FAST);
  const next = randomWords(7);
  for (let i = 0; i < 1000; i++) {
    const damaged = archive.slice();
    const position = next() % damaged.length;
    damaged[position]! ^= 1 << (next() & 7);
    await expect(decompress(damaged), `byte ${position}`).rejects.toThrow(PmklcError);
  }
});

test('damage to an archive of several partitions is found out', async () => {
  const archive = await compress(randomDna(140_000), { ...FAST, partitions: { bases: 2 ** 16 } });
  const next = randomWords(11);
  for (let i = 0; i < 10; i++) {
    const damaged = archive.slice();
    damaged[next() % damaged.length]! ^= 1 << (next() & 7);
    await expect(decompress(damaged)).rejects.toThrow(PmklcError);
  }
});

test('a byte after the archive is found out', async () => {
  const archive = await compress(ORIGINAL, FAST);
  expect(await codeOf(decompress(Buffer.concat([archive, ascii('x')])))).toBe('not-empty-tail');
});

test.each([
  ['nothing', '', 'truncated'],
  ['a FASTA file', '>a\nACGT\n', 'bad-magic'],
  ['text', 'hello', 'bad-magic'],
])('%s is no archive', async (_, text, code) => {
  expect(await codeOf(decompress(ascii(text)))).toBe(code);
});

/** An archive of `ORIGINAL` whose frames are valid, but whose partition was changed before. */
async function forge(
  change: (partition: ReturnType<typeof encodePartition>) => ReturnType<typeof encodePartition>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  const digest = new DigestStream();
  digest.update(ORIGINAL);
  await writer.begin();
  await writer.partition(change(encodePartition(splitBytes(ORIGINAL), FAST)));
  await writer.finish(digest.digest());
  return Buffer.concat(chunks);
}

test('the forger forges', async () => {
  const archive = await forge((partition) => partition);
  expect(await decompress(archive)).toEqual(new Uint8Array(ORIGINAL));
});

test('changed payloads and side streams in valid frames are found out', async () => {
  const next = randomWords(3);
  const flip = (bytes: Uint8Array) => {
    const flipped = bytes.slice();
    flipped[next() % flipped.length]! ^= 1 << (next() & 7);
    return flipped;
  };
  for (let i = 0; i < 20; i++) {
    const archive = await forge((partition) => {
      if (i % 2 === 0) return { ...partition, payload: flip(partition.payload) };
      const streams = partition.streams.map((s) => ({ ...s, bytes: flip(s.bytes) }));
      return { ...partition, streams };
    });
    await expect(decompress(archive)).rejects.toThrow(PmklcError);
  }
});

const LIES: Record<string, Parameters<typeof forge>[0]> = {
  'more bases than the payload holds': (p) => ({
    ...p,
    info: { ...p.info, baseCount: 500_000_000, inputBytes: 500_000_000 },
  }),
  'no bases, but a payload': (p) => ({ ...p, info: { ...p.info, baseCount: 0, inputBytes: 2500 } }),
  'bases, but no model': (p) => ({ ...p, info: { ...p.info, model: { level: 0 } } }),
  'more bytes than a partition can have': (p) => ({
    ...p,
    info: { ...p.info, inputBytes: 2 ** 40 },
  }),
  'another format': (p) => ({ ...p, info: { ...p.info, format: 'fastq' } }),
  'no side streams': (p) => ({ ...p, streams: [] }),
  'an unknown side stream': (p) => ({
    ...p,
    streams: [...p.streams, { id: 99, bytes: Uint8Array.of(0), rawBytes: 0 }],
  }),
  'a configuration that is none': (p) => ({
    ...p,
    info: { ...p.info, model: { ...p.info.model, config: Uint8Array.of(255, 255, 255) } },
  }),
  'a model larger than its header says': (p) => ({
    ...p,
    info: { ...p.info, model: { ...p.info.model, level: 9, memoryBytes: 0 } },
  }),
  'a model of another revision': (p) => ({
    ...p,
    info: { ...p.info, model: { ...p.info.model, revision: 4_000_000 } },
  }),
  'several lanes': (p) => ({ ...p, info: { ...p.info, model: { ...p.info.model, lanes: 2 } } }),
};

test.each(Object.keys(LIES))('a header that claims %s is found out', async (name) => {
  const archive = await forge(LIES[name]!);
  await expect(decompress(archive)).rejects.toThrow(PmklcError);
});
