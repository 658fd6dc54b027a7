/** Archives whose partitions have lanes: packing, unpacking, reading parts, passing on, and what is refused. */
import { MAX_LANES } from '@pmklc/container';
import type { CompressOptions, MissingRange } from '@pmklc/codec';
import {
  compress,
  decodePartition,
  decompress,
  encodePartition,
  inspectArchive,
  openArchive,
  salvageStream,
} from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { configForLevel, encodeConfig, takesLanes } from '@pmklc/models';
import { splitBytes } from '@pmklc/sequence';
import { randomWords } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { laneThreads, lanesOf } from '../src/partition/lane-choice.ts';
import { NotesInOrder } from '../src/inspect/notes-in-order.ts';
import { codeOf, FAST, headersOf, testdata } from './support.ts';

const INPUT = testdata('cacao_chloroplast.fa', 60_000);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const [TITLE, ...LINES] = text(INPUT).split('\n');
const NAME = TITLE!.slice(1).split(' ')[0]!;
const RESIDUES = LINES.join('');
const INVERTED = {
  ...configForLevel(6, 2 ** 16),
  networks: [{ ...configForLevel(6, 2 ** 16).networks[0]!, invertedEvery: 4 }],
};

async function packedIn(lanes: number | undefined, options: CompressOptions = FAST) {
  return compress(INPUT, { ...options, ...(lanes === undefined ? {} : { lanes }) });
}

const lanesIn = async (archive: Uint8Array) =>
  (await headersOf(archive)).map(({ model }) => model.lanes);

describe('how many there are', () => {
  test('one, where nobody asks', () => {
    expect(lanesOf(2 ** 31)).toBe(1);
  });

  test('as asked for, as far as there are bases for them', () => {
    expect(lanesOf(2 ** 20, 7)).toBe(7);
    expect(lanesOf(10_000, 16)).toBe(9);
    expect(lanesOf(1000, 16)).toBe(1);
    expect(lanesOf(2 ** 30, 5000)).toBe(MAX_LANES);
  });

  test('one, where a network learns from the opposite strand', () => {
    expect(takesLanes(INVERTED)).toBe(false);
    expect(lanesOf(2 ** 24, 16, INVERTED)).toBe(1);
  });
});

describe.each([1, 2, 7, 16])('%i lanes', (lanes) => {
  test.each([1, 3, 6])('unpack to what was packed at level %i', async (level) => {
    const archive = await packedIn(lanes, { level, knowledge: { select: 'none' } });
    expect(await lanesIn(archive)).toEqual([lanes]);
    expect(Buffer.compare(await decompress(archive), INPUT)).toBe(0);
  });

  test('know reads and both strands', async () => {
    const reads = testdata('illumina_rnaseq_head.fastq', 200_000);
    const archive = await compress(reads, { ...FAST, level: 6, lanes });
    expect((await headersOf(archive))[0]!.model.readLengths).toBeDefined();
    expect(Buffer.compare(await decompress(archive), reads)).toBe(0);
  });

  test('know what is public', async () => {
    const archive = await packedIn(lanes, { level: 2, knowledge: { select: 'spum' } });
    expect(Buffer.compare(await decompress(archive), INPUT)).toBe(0);
  });

  test('show any part', async () => {
    const opened = await openArchive(await packedIn(lanes));
    for (const [start, end] of [
      [0, 100],
      [7000, 7100],
      [31_000, 31_001],
      [58_000, RESIDUES.length],
    ] as const) {
      expect(text(await opened.read(NAME, start, end))).toBe(RESIDUES.slice(start, end));
    }
  });

  test.each(['chain', 'star'] as const)('pass on what they learned: %s', async (topology) => {
    const archive = await packedIn(lanes, {
      ...FAST,
      partitions: { count: 3, leastBytes: 1 },
      passing: { topology, fraction: 0.3, width: 1 },
    });
    const models = (await headersOf(archive)).map(({ model }) => model);
    expect(models.map((model) => model.lanes)).toEqual([lanes, lanes, lanes]);
    expect(models[1]!.snapshotFrom).toBe(0);
    expect(models[2]!.prefixUpTo).toBe(1);
    expect(Buffer.compare(await decompress(archive), INPUT)).toBe(0);
    const opened = await openArchive(archive);
    expect(text(await opened.read(NAME, 58_000, 58_500))).toBe(RESIDUES.slice(58_000, 58_500));
  });

  test('are inspected in the order of the sequence', async () => {
    const found = await inspectArchive(await packedIn(lanes));
    expect(found.partitions[0]!.lanes).toBe(lanes);
    expect(found.bases).toBe(found.partitions[0]!.bases);
    expect(Math.abs(8 * found.partitions[0]!.payloadBytes - found.bits)).toBeLessThan(80 * lanes);
    const base = await inspectArchive(await packedIn(1));
    expect(found.profile.bases).toEqual(base.profile.bases);
    // The inverted repeat of the chloroplast is not in its start: what is costly stays costly.
    expect(Math.abs(found.bits / base.bits - 1)).toBeLessThan(0.05);
  });
});

test('one lane is what nobody asked for in a small file', async () => {
  expect(Buffer.compare(await packedIn(1), await packedIn(undefined))).toBe(0);
});

test('fewer bases than lanes need make fewer lanes, partition by partition', async () => {
  const archive = await packedIn(30, { ...FAST, partitions: { bases: 2 ** 16 } });
  expect(await lanesIn(archive)).toEqual([30]);
  expect(await lanesIn(await compress(INPUT.subarray(0, 5000), { ...FAST, lanes: 30 }))).toEqual([
    4,
  ]);
});

describe('refused', () => {
  test.each([0, 1.5, MAX_LANES + 1])('%d lanes', async (lanes) => {
    await expect(packedIn(lanes)).rejects.toThrow(RangeError);
  });

  const predictor = { id: 'x', hash: '00', create: () => ({ predict() {}, update() {} }) };
  test.each<[string, CompressOptions]>([
    ['a predictor', { predictor }],
    ['a private network', { knowledge: { select: 'sprm' } }],
    ['a private network by size', { knowledge: { select: 'size' } }],
    ['networks of the opposite strand', { model: INVERTED }],
  ])('lanes with %s', async (_, options) => {
    await expect(packedIn(2, options)).rejects.toThrow(TypeError);
    await expect(packedIn(2, options)).rejects.toThrow(/^lanes above 1 needs /);
  });

  test.each([0, 1025])('%d threads', async (threads) => {
    await expect(packedIn(2, { ...FAST, threads })).rejects.toThrow(RangeError);
  });

  test('partitions of lanes with a predictor, without the checks of options', () => {
    const settings = { level: 1, lanes: 2, select: 'none' } as const;
    expect(() => encodePartition(splitBytes(INPUT), settings, { predictor })).toThrow(RangeError);
  });
});

describe('a header of lanes that are not to be', () => {
  const { info, payload } = encodePartition(splitBytes(INPUT), {
    level: 1,
    lanes: 2,
    select: 'none',
  });
  const failure = (model: object) => {
    const full = { revision: 1, config: new Uint8Array(0), knowledge: [], memoryBytes: 2 ** 28 };
    const header = { ...info, index: 0, streams: [], model: { ...full, ...info.model, ...model } };
    return codeOf(
      (async () => decodePartition({ header: header as never, streams: [], payload }))(),
    );
  };

  test.each<[string, object]>([
    ['networks of the opposite strand', { config: encodeConfig(INVERTED) }],
    ['more than there are bases for', { lanes: 100 }],
    ['more memory than is said', { memoryBytes: 0 }],
    ['no level', { level: 0 }],
  ])('%s: corrupt', async (_, model) => {
    expect(await failure(model)).toBe('corrupt');
  });
});

test('damaged streams of lanes are found out', async () => {
  const coded = encodePartition(splitBytes(INPUT), { level: 1, lanes: 7, select: 'none' });
  const archive = await packedIn(7);
  const next = randomWords(3);
  const at = archive.indexOf(coded.payload[0]!);
  for (let i = 0; i < 20; i++) {
    const damaged = archive.slice();
    damaged[at + (next() % (archive.length - at))]! ^= 1 << (next() & 7);
    await expect(decompress(damaged)).rejects.toThrow(PmklcError);
  }
  const { header, payload } = await storedOf(7);
  for (let end = 0; end < payload.length; end += 997) {
    const work = async () =>
      decodePartition({ header, streams: [], payload: payload.subarray(0, end) });
    expect(['truncated', 'corrupt']).toContain(await codeOf(work()));
  }
});

async function storedOf(lanes: number) {
  const [header] = await headersOf(await packedIn(lanes));
  const { payload } = encodePartition(splitBytes(INPUT), { level: 1, lanes, select: 'none' });
  return { header: header!, payload };
}

test('salvage takes no bases of lanes that break off, and says so', async () => {
  const archive = await packedIn(7);
  const cut = archive.subarray(0, Math.floor(archive.length * 0.97));
  const missing: MissingRange[] = [];
  const chunks: Uint8Array[] = [];
  const on = { missing: (stretch: MissingRange) => void missing.push(stretch) };
  for await (const chunk of salvageStream(cut, { on })) chunks.push(chunk);
  const taken = Buffer.concat(chunks);
  expect(taken.toString()).not.toContain('\n');
  expect(Buffer.compare(taken, INPUT.subarray(0, taken.length))).toBe(0);
  expect(missing[0]).toMatchObject({ partition: 0, start: taken.length });
  expect(missing[0]!.bytes).toBe(INPUT.length - taken.length);
});

test('notes that come too early wait for those before', () => {
  const taken: number[] = [];
  const { add } = new NotesInOrder((notes) => taken.push(...notes));
  add(Uint32Array.of(0, 1), 0);
  const scratch = Uint32Array.of(5, 6);
  add(scratch, 5);
  scratch.fill(99);
  add(Uint32Array.of(7), 7);
  expect(taken).toEqual([0, 1]);
  add(Uint32Array.of(2, 3), 2);
  add(Uint32Array.of(4), 4);
  expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('threads are for partitions first, and for lanes where these are fewer', () => {
  const share = (threads: number | undefined, concurrency: number, partitions: number) =>
    laneThreads({ threads, concurrency, partitions });
  expect(share(undefined, 8, 1)).toBe(1);
  expect(share(8, 8, 1)).toBe(8);
  expect(share(8, 8, 3)).toBe(2);
  expect(share(8, 8, 20)).toBe(1);
  expect(share(8, 8, Infinity)).toBe(1);
  expect(share(4, 1, 20)).toBe(4);
  expect(share(2, 8, 1)).toBe(2);
  expect(share(1, 8, 8)).toBe(1);
});
