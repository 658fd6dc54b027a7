/** What is taken out of damaged archives, and what is said to be missing, make up the original. */
import { ArchiveWriter, readArchives } from '@pmklc/container';
import { configForLevel } from '@pmklc/models';
import type { MissingRange } from '@pmklc/codec';
import { compress, salvageStream } from '@pmklc/codec';
import { describe, expect, test } from 'vitest';
import { concat, randomDna, randomWords } from '@pmklc/testing';
import { ascii, codeOf, testdata } from './support.ts';

/** A model that is fast, and enough for what is tested here. */
const MODEL = {
  ...configForLevel(1, 2 ** 16),
  orders: [2],
  frames: null,
  networks: [],
  pool: null,
  shortcutRun: 0,
};

function genome(bases: number): Uint8Array {
  const dna = Buffer.from(randomDna(bases, 3)).toString();
  const third = Math.floor(bases / 3);
  const lines = (from: number, to: number) => dna.slice(from, to).replace(/.{1,60}/g, '$&\n');
  return ascii(
    `>one\n${lines(0, third)}>two\n${lines(third, 2 * third)}>three\n${lines(2 * third, bases)}`,
  );
}

async function salvage(archive: Uint8Array) {
  const missing: MissingRange[] = [];
  const chunks: Uint8Array[] = [];
  const on = { missing: (stretch: MissingRange) => void missing.push(stretch) };
  for await (const chunk of salvageStream(archive, { on })) chunks.push(chunk);
  return { missing, taken: Buffer.concat(chunks) };
}

/** The original without the stretches, of which all must be known. */
function without(original: Uint8Array, missing: readonly MissingRange[]): Buffer {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { start, bytes } of missing) {
    pieces.push(original.subarray(from, start));
    from = start! + (bytes ?? Infinity);
  }
  return Buffer.concat([...pieces, original.subarray(from)]);
}

/** The same archive in smaller frames, so that damage in one leaves others. */
async function inSmallFrames(archive: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk), { frameBytes: 2 ** 17 });
  await writer.begin();
  for await (const reader of readArchives(archive)) {
    for await (const partition of reader.partitions()) {
      const { header, streams } = partition;
      await writer.partition({ info: header, streams, payload: await partition.readPayload() });
    }
    await writer.finish(reader.summary.digest);
  }
  return concat(...chunks);
}

function flipped(archive: Uint8Array, at: number): Uint8Array {
  const damaged = archive.slice();
  damaged[at]! ^= 0x10;
  return damaged;
}

describe.each(['off', 'chain'] as const)('partitions with passing %s', async (topology) => {
  const original = genome(330_000);
  const packed = await compress(original, {
    model: MODEL,
    knowledge: { select: 'none' },
    partitions: { bases: 2 ** 16 },
    passing: { topology },
  });

  test('of an undamaged archive, all is taken and nothing missing', async () => {
    const { missing, taken } = await salvage(packed);
    expect(missing).toEqual([]);
    expect(Buffer.compare(taken, original)).toBe(0);
  });

  test('one damaged byte anywhere', async () => {
    const next = randomWords(5);
    for (let i = 0; i < 40; i++) {
      const at = 5 + (next() % (packed.length - 10));
      const { missing, taken } = await salvage(flipped(packed, at));
      const known = missing.filter(({ bytes }) => bytes !== undefined);
      expect(missing.length, `byte ${at}`).toBeGreaterThan(0);
      expect(Buffer.compare(taken, without(original, known)), `byte ${at}`).toBe(0);
    }
  });

  test('a block that is lost, so that all behind it has moved', async () => {
    const at = Math.floor(packed.length / 2);
    const cut = Buffer.concat([packed.subarray(0, at), packed.subarray(at + 1000)]);
    const { missing, taken } = await salvage(new Uint8Array(cut));
    expect(Buffer.compare(taken, without(original, missing))).toBe(0);
    expect(missing.length).toBeGreaterThan(0);
    if (topology === 'off') expect(taken.length).toBeGreaterThan(original.length / 2);
  });

  test('an archive that is cut off', async () => {
    const cut = packed.subarray(0, Math.floor(packed.length * 0.7));
    const { missing, taken } = await salvage(cut);
    expect(taken.length).toBeGreaterThan(original.length / 3);
    expect(Buffer.compare(taken, original.subarray(0, taken.length))).toBe(0);
    expect(missing.at(-1)).toMatchObject({ bytes: undefined });
    expect(missing.at(-1)!.reason).toContain('cut off');
  });
});

test('of a partition that breaks off, what comes before the damage', async () => {
  const original = genome(1_800_000);
  const archive = await inSmallFrames(
    await compress(original, { model: MODEL, knowledge: { select: 'none' } }),
  );
  const damaged = flipped(archive, Math.floor(archive.length * 0.6));
  const { missing, taken } = await salvage(damaged);
  expect(missing.length).toBe(1);
  expect(missing[0]).toMatchObject({ partition: 0, start: taken.length });
  expect(missing[0]!.bytes).toBe(original.length - taken.length);
  expect(taken.length).toBeGreaterThan(original.length * 0.59);
  // What is of the damaged frame itself is told apart.
  expect(missing[0]!.unverifiedBytes).toBeGreaterThan(0);
  expect(missing[0]!.unverifiedBytes).toBeLessThan(2 ** 17 * 4.1);
  expect(Buffer.compare(taken, original.subarray(0, taken.length))).toBe(0);
  expect(missing[0]!.records).toEqual(['two', 'three']);
  expect(missing[0]!.reason).toMatch(/^bytes \d+ to \d+ of the archive are damaged$/);
});

test('of archives one after the other, each by itself', async () => {
  const parts = [ascii('>a\nACGTACGT\n'), ascii('>b\nGGTTGGTT\n'), ascii('>c\nCATGCATG\n')];
  const packed = await Promise.all(
    parts.map((part) => compress(part, { model: MODEL, knowledge: { select: 'none' } })),
  );
  const all = concat(...packed);
  const { missing, taken } = await salvage(flipped(all, packed[0]!.length + 8));
  expect(taken.toString()).toBe('>a\nACGTACGT\n>c\nCATGCATG\n');
  expect(missing.map(({ archive, partition }) => [archive, partition])).toEqual([[1, 0]]);
});

test('what is no archive is said to be none', async () => {
  expect(await codeOf(salvage(ascii('no archive at all, not even a part')))).toBe('bad-magic');
  expect(await codeOf(salvage(new Uint8Array(0)))).toBe('bad-magic');
});

describe('of an archive in one frame', async () => {
  const original = genome(20_000);
  const archive = await compress(original, { model: MODEL, knowledge: { select: 'none' } });

  test.each([0.1, 0.5, 0.95])('what comes before a cut at %s of it', async (part) => {
    const { missing, taken } = await salvage(archive.subarray(0, archive.length * part));
    expect(taken.length).toBeGreaterThan(original.length * (part - 0.05));
    expect(Buffer.compare(taken, original.subarray(0, taken.length))).toBe(0);
    expect(missing[0]).toMatchObject({ start: taken.length, unverifiedBytes: taken.length });
    expect(missing[0]!.reason).toMatch(/^it is cut off after \d+ bytes$/);
  });

  test('what comes before a wrong byte', async () => {
    const { missing, taken } = await salvage(flipped(archive, archive.length >> 1));
    expect(taken.length).toBeGreaterThan(original.length * 0.45);
    expect(Buffer.compare(taken, original.subarray(0, taken.length))).toBe(0);
    expect(missing).toMatchObject([{ start: taken.length, unverifiedBytes: taken.length }]);
  });

  test('nothing, where several bytes are wrong and nothing tells which', async () => {
    const damaged = archive.slice();
    for (let i = 0; i < 4; i++) damaged[1000 + 500 * i]! ^= 0x55;
    const { missing, taken } = await salvage(damaged);
    expect(taken.length).toBe(0);
    expect(missing).toMatchObject([{ partition: 0, start: 0, reason: 'its beginning is damaged' }]);
  });

  test('a cut before any side stream is a cut, not another kind of file', async () => {
    for (const length of [4, 5, 6, 12]) {
      const { missing, taken } = await salvage(archive.subarray(0, length));
      expect(taken.length).toBe(0);
      expect(missing).toMatchObject([{ archive: 0, partition: 0, start: 0, bytes: undefined }]);
    }
  });
});

test.each([
  ['text', ascii('There is text in it, and numbers: 1, 2, 3. '.repeat(40))],
  ['proteins', testdata('ecoli_proteome_head.faa').subarray(0, 20_000)],
  ['noise', Uint8Array.from(noise(3000))],
])('of a cut archive of %s, the bytes before the cut', async (_, original) => {
  const archive = await compress(original);
  const { missing, taken } = await salvage(archive.subarray(0, archive.length - 40));
  expect(taken.length).toBeGreaterThan(0);
  expect(Buffer.compare(taken, original.subarray(0, taken.length))).toBe(0);
  expect(missing[0]).toMatchObject({ unverifiedBytes: taken.length, start: taken.length });
});

test('of a second archive that is cut, what comes before the cut', async () => {
  const [first, second] = [ascii('>a\nACGTACGT\n'), genome(9000)];
  const options = { model: MODEL, knowledge: { select: 'none' } } as const;
  const packed = [await compress(first, options), await compress(second, options)];
  const all = new Uint8Array(Buffer.concat(packed));
  const { missing, taken } = await salvage(all.subarray(0, all.length - 500));
  expect(taken.length).toBeGreaterThan(first.length + 5000);
  expect(Buffer.compare(taken, Buffer.concat([first, second]).subarray(0, taken.length))).toBe(0);
  expect(missing[0]).toMatchObject({
    archive: 1,
    partition: 0,
    start: taken.length - first.length,
  });
});

/** Bytes that nothing makes smaller. */
function noise(count: number): number[] {
  const next = randomWords(11);
  return Array.from({ length: count }, () => next() & 255);
}
