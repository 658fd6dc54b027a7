/** Bytes that joining reads of side streams that are unpacked as far as they are read. */
import { hasSeparateQualities, joinBlock, splitBytes } from '@pmklc/sequence';
import { packStream, StreamReader } from '@pmklc/streams';
import { bytesOf, isEqual } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';

const QUALITIES = 12;
const TITLES = 13;

function titles(count: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) => `read.${i} lane ${(i * 7919) % 1000}`);
  return bytesOf(lines.join('\n'));
}

/** FASTQ of reads, each of as many residues as `lengthOf` says. */
function reads(count: number, lengthOf: (read: number) => number, unknown = ''): Uint8Array {
  const records = Array.from({ length: count }, (_, i) => {
    const letters = 'ACGTTGCAAC'.repeat(20).slice(i % 7, (i % 7) + lengthOf(i));
    const qualities = Array.from(letters, (_, j) => 'FFF:,#FF'[(i * j * j) % 8]).join('');
    return `@read.${i}\n${unknown + letters.slice(unknown.length)}\n+\n${qualities}\n`;
  });
  return bytesOf(records.join(''));
}

/** The block as an archive has it, and its streams by id. */
function packed(bytes: Uint8Array) {
  const block = splitBytes(bytes);
  const readers = block.streams.map(
    ({ id, bytes }) => new StreamReader({ id, bytes: packStream(bytes), rawBytes: bytes.length }),
  );
  const byId = new Map(readers.map((reader) => [reader.id, reader]));
  return { block: { ...block, streams: readers }, byId };
}

describe('joining', () => {
  test('the first records unpacks no more titles than they have', () => {
    const fasta = bytesOf(
      Buffer.from(titles(800))
        .toString()
        .replace(/^(.*)$/gm, '>$1\nACGTACGTTTGA'),
    );
    const { block, byId } = packed(fasta);
    const chunks = joinBlock(block, { chunkBytes: 1000 });
    expect(isEqual(chunks.next().value as Uint8Array, fasta.subarray(0, 1000))).toBe(true);
    expect(byId.get(TITLES)!.unpackedBytes).toBeLessThan(6000);
  });

  test('all that is no quality of reads of one length unpacks no qualities', () => {
    const fastq = reads(40, () => 100);
    const { block, byId } = packed(fastq);
    expect(hasSeparateQualities(block)).toBe(true);
    const layout = Buffer.concat([...joinBlock(block, { layoutOnly: true })]);
    const lines = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString()
        .split('\n')
        .filter((_, i) => i % 4 !== 3);
    expect(lines(layout)).toEqual(lines(fastq));
    expect(layout.length).toBe(fastq.length);
    expect(byId.get(QUALITIES)!.unpackedBytes).toBe(0);
    expect(isEqual(Buffer.concat([...joinBlock(block)]), fastq)).toBe(true);
  });

  test.each([
    ['of several lengths', reads(40, (read) => 90 + (read % 3))],
    ['with unknown bases in the qualities', reads(40, () => 100, 'N')],
    ['too few to matter', reads(2, () => 100)],
  ])('reads %s need their qualities', (_, fastq) => {
    expect(hasSeparateQualities(splitBytes(fastq))).toBe(false);
    const { block } = packed(fastq);
    expect(isEqual(Buffer.concat([...joinBlock(block)]), fastq)).toBe(true);
  });

  test('a read of another length among reads of one length is corrupt', () => {
    const block = splitBytes(reads(40, () => 100));
    const streams = block.streams.map((stream) => {
      if (stream.id !== QUALITIES) return stream;
      const bytes = stream.bytes.slice();
      [bytes[100], bytes[101]] = [bytes[101]!, bytes[100]!];
      return { ...stream, bytes };
    });
    expect(() => [...joinBlock({ ...block, streams })]).toThrow('a read of 101 residues');
  });
});
