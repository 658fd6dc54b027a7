import type { PartitionContent, RandomAccessSource } from '@pmklc/container';
import { byteSource, fileSource, readIndex, scanDamaged } from '@pmklc/container';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concat } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, pack, smallPartition } from './support.ts';

/** Partition as of an archive of several: its payload tells which it was. */
function numbered(index: number, payloadBytes = 300): PartitionContent {
  return { ...smallPartition(), payload: new Uint8Array(payloadBytes).fill(index + 1) };
}

const PARTITIONS = [0, 1, 2].map((index) => numbered(index));

/** A line for each thing that was found. */
async function found(archive: Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of scanDamaged(byteSource(archive))) {
    if (item.kind !== 'partition') lines.push(item.kind);
    else {
      const { header, streams, payload, damage } = item;
      const parts = [
        header.index,
        streams?.length ?? 'no streams',
        payload.length,
        damage ?? 'whole',
      ];
      lines.push(parts.join(', '));
    }
  }
  return lines;
}

/** Start of the only run of so many equal bytes. */
function startOf(archive: Uint8Array, value: number): number {
  return Buffer.from(archive).indexOf(Buffer.alloc(20, value));
}

/** Bytes of a frame: the smallest that a writer makes. */
const FRAME_BYTES = 2 ** 17;

describe('what is found', () => {
  test('of an archive without damage is all', async () => {
    const lines = ['0, 2, 300, whole', '1, 2, 300, whole', '2, 2, 300, whole', 'trailer'];
    expect(await found(await pack(PARTITIONS))).toEqual(lines);
  });

  test('of two archives is both', async () => {
    const one = await pack([numbered(0)]);
    const both = concat(one, one);
    const lines = ['0, 2, 300, whole', 'trailer'];
    expect(await found(both)).toEqual([...lines, ...lines]);
  });

  test('behind a damaged partition is the rest', async () => {
    const archive = await pack(PARTITIONS);
    archive[startOf(archive, 2)] ^= 1;
    expect(await found(archive)).toEqual(['0, 2, 300, whole', '2, 2, 300, whole', 'trailer']);
  });

  test('behind a damaged length is the rest, though nothing says where it starts', async () => {
    const archive = await pack(PARTITIONS);
    archive.fill(0xff, startOf(archive, 2) - 30, startOf(archive, 2) - 10);
    archive.fill(0xff, startOf(archive, 1) + 310, startOf(archive, 1) + 312);
    expect(await found(archive)).toEqual(['0, 2, 300, whole', '2, 2, 300, whole', 'trailer']);
  });

  test('of a partition in several frames is what is before the damage', async () => {
    const archive = await pack([numbered(0, 5 * FRAME_BYTES), numbered(1)], undefined, FRAME_BYTES);
    const middle = startOf(archive, 1) + 2.5 * FRAME_BYTES;
    archive[middle] ^= 1;
    const [first, second, end] = await found(archive);
    expect(first).toMatch(/^0, 2, \d+, bytes \d+ to \d+ of the archive are damaged$/);
    expect(Number(first!.split(', ')[2])).toBeGreaterThan(FRAME_BYTES);
    expect(Number(first!.split(', ')[2])).toBeLessThan(2.5 * FRAME_BYTES);
    expect([second, end]).toEqual(['1, 2, 300, whole', 'trailer']);
  });

  test('of a partition whose end is missing is its beginning', async () => {
    const archive = await pack([numbered(0, 5 * FRAME_BYTES)], undefined, FRAME_BYTES);
    const [first, ...others] = await found(archive.subarray(0, 3 * FRAME_BYTES));
    expect(first).toMatch(/^0, 2, \d+, bytes \d+ to 393215 of the archive are damaged$/);
    expect(others).toEqual([]);
  });

  test('of a partition whose streams are not all there is its header', async () => {
    const bytes = new Uint8Array(3 * FRAME_BYTES).fill(7);
    const streams = [{ id: 1, bytes, rawBytes: bytes.length }];
    const archive = await pack([{ ...numbered(0), streams }], undefined, FRAME_BYTES);
    archive[startOf(archive, 7) + 1.5 * FRAME_BYTES] ^= 1;
    const [first] = await found(archive);
    expect(first).toMatch(/^0, no streams, 0, bytes/);
  });

  test('of bytes that are no archive is nothing', async () => {
    const noise = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i * 31) >> 3);
    expect(await found(noise)).toEqual([]);
    expect(await found(new Uint8Array(0))).toEqual([]);
  });
});

describe('what is found without a checksum, when it is asked for', () => {
  async function beginnings(archive: Uint8Array): Promise<string[]> {
    const lines: string[] = [];
    for await (const item of scanDamaged(byteSource(archive), { unverified: true })) {
      if (item.kind !== 'partition') lines.push(item.kind);
      else lines.push([item.header.index, item.payload.length, item.unverifiedBytes].join(', '));
    }
    return lines;
  }

  test('of a frame that is cut off is all before the cut', async () => {
    const archive = await pack([numbered(0)]);
    expect(await beginnings(archive)).toEqual(['0, 300, 0', 'trailer']);
    const cut = archive.subarray(0, startOf(archive, 1) + 100);
    expect(await beginnings(cut)).toEqual(['0, 100, 100']);
    expect(await found(cut)).toEqual([]);
  });

  test('of a frame with one wrong byte is all before it, and all partitions behind', async () => {
    const archive = await pack(PARTITIONS);
    archive[startOf(archive, 2) + 120] ^= 1;
    const lines = ['0, 300, 0', '1, 120, 120', '2, 300, 0', 'trailer'];
    expect(await beginnings(archive)).toEqual(lines);
  });

  test('of a continuation is what comes before the damage, behind what is checked', async () => {
    const archive = await pack([numbered(0, 3 * FRAME_BYTES)], undefined, FRAME_BYTES);
    archive[startOf(archive, 1) + 1.5 * FRAME_BYTES] ^= 1;
    const [line] = await beginnings(archive);
    const [, payload, unverified] = line!.split(', ').map(Number);
    expect(payload).toBeCloseTo(1.5 * FRAME_BYTES, -2);
    expect(unverified).toBeCloseTo(0.5 * FRAME_BYTES, -3);
  });

  test('is no partition whose header is damaged', async () => {
    const archive = await pack([numbered(0)]);
    archive[8] ^= 1;
    expect(await beginnings(archive)).toEqual(['trailer']);
  });
});

test('bytes that look like frames all over are read few times over', async () => {
  const bytes = new TextEncoder().encode('ACGTTGCAAC\n'.repeat(12_000));
  let bytesRead = 0;
  const source: RandomAccessSource = {
    size: bytes.length,
    read(offset, length) {
      bytesRead += length;
      return bytes.subarray(offset, offset + length);
    },
  };
  expect(await scanDamaged(source).next()).toMatchObject({ done: true });
  expect(bytesRead).toBeLessThan(2 * bytes.length);
});

test('a partition that needs more memory than is allowed is refused', async () => {
  const archive = await pack(PARTITIONS);
  const scan = () => scanDamaged(byteSource(archive), { memoryLimitBytes: 1000 }).next();
  expect(await codeOf(scan)).toBe('memory-limit');
});

describe('a file as a source', () => {
  test('gives what is in it, and says when it becomes shorter', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pmklc-container-'));
    const name = join(folder, 'archive');
    const archive = await pack(PARTITIONS);
    await writeFile(name, archive);
    const handle = await open(name);
    try {
      const source = await fileSource(handle);
      expect(source.size).toBe(archive.length);
      expect(await readIndex(source)).toEqual(await readIndex(byteSource(archive)));
      expect(await source.read(10, 20)).toEqual(archive.slice(10, 30));
      await truncate(name, 15);
      expect(await codeOf(async () => source.read(10, 20))).toBe('truncated');
    } finally {
      await handle.close();
      await rm(folder, { recursive: true });
    }
  });
});
