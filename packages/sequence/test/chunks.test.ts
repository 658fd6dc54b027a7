import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SequenceFormat } from '@pmklc/sequence';
import { BlockSplitter, joinBlock, splitBytes } from '@pmklc/sequence';
import { bytesOf, isEqual, nastyText, randomInts } from '@pmklc/testing';
import { FORMATS } from './support.ts';

/** Splits `bytes` pushed in chunks of 1..maxChunk bytes, in a buffer that is overwritten each time. */
function splitInChunks(
  bytes: Uint8Array,
  format: SequenceFormat | undefined,
  maxChunk: number,
  seed: number,
) {
  const random = randomInts(seed);
  const splitter = new BlockSplitter({ format });
  const buffer = new Uint8Array(maxChunk);
  for (let at = 0; at < bytes.length;) {
    const chunk = bytes.subarray(at, at + 1 + random(maxChunk));
    buffer.fill(0x41);
    buffer.set(chunk);
    splitter.push(buffer.subarray(0, chunk.length));
    at += chunk.length;
  }
  expect(splitter.inputBytes).toBe(bytes.length);
  return splitter.finish();
}

test('a block does not depend on how its bytes were cut into chunks', () => {
  const format = fc.constantFrom(undefined, ...FORMATS);
  fc.assert(
    fc.property(
      nastyText,
      format,
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      (bytes, format, max, seed) => {
        expect(splitInChunks(bytes, format, max, seed)).toEqual(splitBytes(bytes, { format }));
      },
    ),
    { numRuns: 800 },
  );
});

test('nor do long lines and blocks beyond the bytes looked at for the format', () => {
  const random = randomInts(7);
  const line = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const dna = `>${line(70000, 'ab\r')}\r\n${line(150000, 'ACGT')}\n${line(65536, 'ACGTN')}\r\n`;
  const text =
    line(140000, 'MKVLAYWHPQ\r') + '\n' + line(65535, 'ACGT') + '\r\n' + line(65537, 'ac\r');
  const bytes = bytesOf(dna + text);
  const whole = splitBytes(bytes);
  expect(whole.format).toBe('fasta');
  for (const [max, seed] of [
    [1 << 20, 1],
    [70000, 2],
    [65536, 3],
    [5000, 4],
  ] as const) {
    const block = splitInChunks(bytes, undefined, max, seed);
    expect(isEqual(block.bases, whole.bases)).toBe(true);
    expect(block.streams.map(({ id }) => id)).toEqual(whole.streams.map(({ id }) => id));
    block.streams.forEach((stream, i) => {
      expect(isEqual(stream.bytes, whole.streams[i]!.bytes)).toBe(true);
    });
  }
});

test('chunks joined are 1 to 2^20 bytes long', () => {
  const bytes = bytesOf(`>x\n${'ACGT'.repeat(700000)}`);
  const lengths = [...joinBlock(splitBytes(bytes))].map((chunk) => chunk.length);
  expect(Math.max(...lengths)).toBe(1 << 20);
  expect(lengths.reduce((sum, length) => sum + length)).toBe(bytes.length);
});

test('the number of bases can be watched while pushing', () => {
  const splitter = new BlockSplitter({ format: 'fasta' });
  splitter.push(bytesOf(`>x\n${'ACGT\n'.repeat(20000)}AC`));
  expect([splitter.baseCount, splitter.inputBytes]).toEqual([80000, 100005]);
  expect(splitter.finish().bases.length).toBe(80002);
});

test('bad calls are refused', () => {
  expect(() => new BlockSplitter({ format: 'embl' as SequenceFormat })).toThrow(TypeError);
  const splitter = new BlockSplitter();
  splitter.finish();
  expect(() => splitter.push(new Uint8Array(1))).toThrow(TypeError);
  expect(() => splitter.finish()).toThrow(TypeError);
});

test('a block is the same, however much room was made for it', () => {
  const text = bytesOf(`>x\n${'ACGTTGCA'.repeat(200_000)}\n`);
  const roomy = new BlockSplitter({ mostBases: 2 ** 22 });
  roomy.push(text);
  const { bases, ...rest } = roomy.finish();
  const { bases: usual, ...same } = splitBytes(text);
  expect(isEqual(bases, usual)).toBe(true);
  expect(rest).toEqual(same);
});
