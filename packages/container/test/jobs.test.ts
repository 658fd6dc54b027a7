/** Files of jobs: what is written is read, and nothing else is. */
import {
  encodeJob,
  encodeResult,
  encodeSkeleton,
  encodeSnapshotFile,
  type JobHeader,
  type PackSettings,
  type PlainBlock,
  readJob,
  readResult,
  readSkeleton,
  readSnapshotFile,
} from '@pmklc/container';
import { concat } from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, smallPartition, text } from './support.ts';

const ID = Uint8Array.from({ length: 16 }, (_, i) => i);
const OTHER_ID = ID.map((byte) => byte + 1);

const SETTINGS: PackSettings = {
  level: 6,
  modelRevision: 3,
  config: new Uint8Array(0),
  lanes: 1,
  memoryLimitBytes: 2 ** 31,
  select: 'auto',
  packs: [],
  passing: {},
};
const BLOCK: PlainBlock = {
  format: 'fasta',
  inputBytes: 20,
  bases: Uint8Array.of(0, 1, 2, 3, 3),
  streams: [{ id: 4, bytes: text('titles') }],
};
const HEADER: JobHeader = { index: 0, primers: [], packing: SETTINGS };

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk.slice());
  return concat(...pieces);
}

const jobOf = (header: JobHeader, block = BLOCK) => bytesOf(encodeJob(header, { block }));

describe('what is written is read', () => {
  test.each<[string, JobHeader]>([
    ['the first', HEADER],
    [
      'one that has and leaves everything',
      {
        index: 7,
        origin: ID,
        primers: [
          { index: 2, id: ID },
          { index: 5, id: OTHER_ID },
        ],
        packing: {
          ...SETTINGS,
          level: 0,
          config: Uint8Array.of(1, 2),
          lanes: 4096,
          select: 'spum',
          packs: [ID, OTHER_ID],
          contentCrc: 0xffffffff,
          passing: { snapshotFrom: 6, snapshotBases: 3, basesKept: true, prefixUpTo: 5 },
        },
      },
    ],
  ])('a job to pack: %s', async (_, header) => {
    const read = await readJob(await jobOf(header));
    expect(read.header).toMatchObject(header);
    expect(read.content).toEqual({ block: BLOCK });
  });

  test('a job to unpack, and its result', async () => {
    const partition = smallPartition();
    const job = await readJob(await bytesOf(encodeJob({ index: 0, primers: [] }, { partition })));
    expect(job.header).toEqual({ index: 0, primers: [] });
    expect(job.content).toMatchObject({ partition: { header: { ...partition.info, index: 0 } } });
    const result = await readResult(await bytesOf(encodeResult(0, ID, { block: BLOCK })));
    expect(result).toEqual({ jobId: ID, content: { block: BLOCK } });
  });

  test('any block', async () => {
    const block = fc
      .record({
        bases: fc.uint8Array({ max: 3, maxLength: 99 }),
        format: fc.constantFrom('fasta', 'fastq', 'plain', 'raw'),
        bytes: fc.array(fc.uint8Array(), { maxLength: 5 }),
        rest: fc.nat(),
      })
      .map(({ bases, format, bytes, rest }) => ({
        format,
        bases,
        inputBytes: bases.length + rest,
        streams: bytes.map((stream, id) => ({ id: 3 * id, bytes: stream })),
      }));
    await fc.assert(
      fc.asyncProperty(block, async (any) => {
        const { content } = await readJob(await jobOf(HEADER, any as PlainBlock));
        expect(content).toEqual({ block: any });
      }),
    );
  });

  test('a snapshot and a skeleton', async () => {
    const snapshot = { bases: 5, parts: [text('one'), new Uint8Array(0), text('three')] };
    const file = await bytesOf(encodeSnapshotFile(ID, snapshot));
    expect(await readSnapshotFile(file)).toEqual({ jobId: ID, snapshot });
    const skeleton = { task: 'unpack', digest: ID, jobIds: [OTHER_ID, ID] } as const;
    expect(await readSkeleton(await bytesOf(encodeSkeleton(skeleton)))).toEqual(skeleton);
  });
});

describe('damage', () => {
  const FILES: [string, () => Promise<Uint8Array>, (bytes: Uint8Array) => Promise<unknown>][] = [
    ['a job', () => jobOf({ ...HEADER, index: 3, origin: ID, packing: laterOf() }), readJob],
    ['a result', () => bytesOf(encodeResult(1, ID, { partition: smallPartition() })), readResult],
    [
      'a snapshot',
      () => bytesOf(encodeSnapshotFile(ID, { bases: 1, parts: [text('state')] })),
      readSnapshotFile,
    ],
    [
      'a skeleton',
      () => bytesOf(encodeSkeleton({ task: 'pack', digest: ID, jobIds: [ID] })),
      readSkeleton,
    ],
  ];
  const laterOf = () => ({ ...SETTINGS, passing: { snapshotFrom: 2 } });

  test.each(FILES)(
    '%s: no bit can be another, no byte be missing or too many',
    async (_, make, read) => {
      const whole = await make();
      expect(await codeOf(() => read(whole))).toBe('no error');
      for (let at = 0; at < whole.length; at++) {
        expect(await codeOf(() => read(whole.subarray(0, at)))).toBe('truncated');
        for (let bit = 0; bit < 8; bit++) {
          const damaged = whole.slice();
          damaged[at]! ^= 1 << bit;
          expect(await codeOf(() => read(damaged))).not.toBe('no error');
        }
      }
      expect(await codeOf(() => read(concat(whole, text('x'))))).toBe('not-empty-tail');
    },
  );

  test.each(FILES)('%s is taken for no other', async (name, make) => {
    for (const [other, , read] of FILES) {
      if (other !== name) expect(await codeOf(async () => read(await make()))).toBe('corrupt');
    }
  });
});

describe('what contradicts itself is refused', () => {
  const packing = (change: Partial<PackSettings>): JobHeader => ({
    ...HEADER,
    index: 2,
    packing: { ...SETTINGS, ...change },
  });
  test.each<[string, JobHeader]>([
    ['a level of 10', packing({ level: 10 })],
    ['4097 lanes', packing({ lanes: 4097 })],
    ['a snapshot of nobody', packing({ passing: { snapshotFrom: 1 } })],
    ['an id of a pack that is none', packing({ packs: [new Uint8Array(17)] })],
    ['a primer that is later', { ...HEADER, primers: [{ index: 0, id: ID }] }],
    ['an id that is none', { ...HEADER, index: 1, primers: [{ index: 0, id: text('x') }] }],
  ])('%s', async (_, header) => {
    const bytes = await jobOf(header);
    expect(await codeOf(() => readJob(bytes))).toBe('corrupt');
  });

  test.each<[string, PlainBlock]>([
    ['streams that do not ascend', { ...BLOCK, streams: [BLOCK.streams[0]!, BLOCK.streams[0]!] }],
    ['a first row that is wider', { ...BLOCK, rows: { width: 3, first: 4 } }],
    ['a first row of nothing', { ...BLOCK, rows: { width: 3, first: 0 } }],
  ])('%s', async (_, block) => {
    const bytes = await jobOf(HEADER, block);
    expect(await codeOf(() => readJob(bytes))).toBe('corrupt');
  });

  test('a job that holds what it is to make', async () => {
    const bytes = await bytesOf(encodeJob(HEADER, { partition: smallPartition() }));
    expect(await codeOf(() => readJob(bytes))).toBe('corrupt');
    const other = await bytesOf(encodeJob({ index: 0, primers: [] }, { block: BLOCK }));
    expect(await codeOf(() => readJob(other))).toBe('corrupt');
  });

  test('a record that is longer than memory', async () => {
    const big = { bases: 1, parts: [new Uint8Array(2 ** 21)] };
    const bytes = await bytesOf(encodeSnapshotFile(ID, big));
    expect(await codeOf(() => readSnapshotFile(bytes, 2 ** 20))).toBe('memory-limit');
  });
});
