import type { PartitionInfo } from '@pmklc/container';
import { ArchiveWriter } from '@pmklc/container';
import { describe, expect, test } from 'vitest';
import { codeOf, pack, smallPartition, unpack } from './support.ts';

const DIGEST = new Uint8Array(16);
const { info } = smallPartition();

async function opened(): Promise<ArchiveWriter> {
  const writer = new ArchiveWriter(() => {});
  await writer.begin();
  return writer;
}

const withModel = (model: Partial<PartitionInfo['model']>): PartitionInfo => ({
  ...info,
  model: { level: 3, ...model },
});

const BAD: [string, PartitionInfo][] = [
  ['more bases than bytes', { ...info, inputBytes: 7 }],
  ['half a base', { ...info, baseCount: 0.5 }],
  ['negative bases', { ...info, baseCount: -1 }],
  ['too many bytes', { ...info, inputBytes: 2 ** 53 }],
  ['unknown format', { ...info, format: 'sam' as 'raw' }],
  ['CRC of 33 bits', { ...info, contentCrc: 2 ** 32 }],
  ['level 10', withModel({ level: 10 })],
  ['no lane', withModel({ lanes: 0 })],
  ['too many lanes', { ...withModel({ lanes: 4097 }), inputBytes: 2 ** 23, baseCount: 2 ** 23 }],
  ['too few bases for two lanes', withModel({ lanes: 2 })],
  ['too much memory', withModel({ memoryBytes: 2 ** 52 })],
  ['long configuration', withModel({ config: new Uint8Array(2 ** 15 + 1) })],
  ['empty knowledge id', withModel({ knowledge: [new Uint8Array(0)] })],
  [
    'too much knowledge',
    withModel({ knowledge: Array(65).fill(Uint8Array.of(1)) as Uint8Array[] }),
  ],
  ['snapshot of itself', withModel({ snapshotFrom: 0 })],
  ['snapshot of the future', withModel({ snapshotFrom: 1 })],
  ['prefix of itself', withModel({ prefixUpTo: 0 })],
  ['snapshot past the end', withModel({ snapshotBases: 9 })],
  ['predictor without a hash', withModel({ predictor: { id: 'x', hash: new Uint8Array(0) } })],
  ['predictor of a long name', withModel({ predictor: { id: 'x'.repeat(257), hash: DIGEST } })],
  ['predictor of half a character', withModel({ predictor: { id: '\ud800', hash: DIGEST } })],
];

test.each(BAD)('refused: %s', async (_, bad) => {
  const writer = await opened();
  const before = writer.bytesWritten;
  await expect(writer.partition({ ...smallPartition(), info: bad })).rejects.toThrow(RangeError);
  expect(writer.bytesWritten).toBe(before);
  await writer.partition(smallPartition());
});

test('side streams need ids of their own', async () => {
  const writer = await opened();
  const streams = [1, 1].map((id) => ({ id, bytes: new Uint8Array(0), rawBytes: 0 }));
  await expect(writer.partition({ ...smallPartition(), streams })).rejects.toThrow(RangeError);
});

test('memory is rounded up to MiB, and 64 of them are free', async () => {
  const memoryOf = async (memoryBytes: number) => {
    const bytes = await pack([{ ...smallPartition(), info: withModel({ memoryBytes }) }]);
    const [archive] = await unpack(bytes);
    return [bytes.length, archive!.partitions[0]!.header.model.memoryBytes / 2 ** 20];
  };
  expect(await memoryOf(1)).toEqual([62, 64]);
  expect(await memoryOf(64 * 2 ** 20)).toEqual([62, 64]);
  expect(await memoryOf(64 * 2 ** 20 + 1)).toEqual([64, 65]);
});

describe('the checksum of the content', () => {
  const { contentCrc, ...without } = info;

  test('may be left out when there is one partition', async () => {
    const [archive] = await unpack(await pack([{ ...smallPartition(), info: without }]));
    expect(archive!.partitions[0]!.header).not.toHaveProperty('contentCrc');
    expect(contentCrc).toBeDefined();
  });

  test('must be there when there are several', async () => {
    const partitions = [smallPartition(), { ...smallPartition(), info: without }];
    await expect(pack(partitions)).rejects.toThrow(RangeError);
    await expect(pack([...partitions].reverse())).rejects.toThrow(RangeError);
  });
});

describe('calls out of order', () => {
  test('nothing before begin', async () => {
    const writer = new ArchiveWriter(() => {});
    await expect(writer.partition(smallPartition())).rejects.toThrow(TypeError);
    await expect(writer.finish(DIGEST)).rejects.toThrow(TypeError);
  });

  test('begin once', async () => {
    await expect((await opened()).begin()).rejects.toThrow(TypeError);
  });

  test('nothing after finish', async () => {
    const writer = await opened();
    await writer.finish(DIGEST);
    await expect(writer.partition(smallPartition())).rejects.toThrow(TypeError);
    await expect(writer.finish(DIGEST)).rejects.toThrow(TypeError);
  });

  test('one partition at a time', async () => {
    const writer = await opened();
    const first = writer.partition(smallPartition());
    await expect(writer.partition(smallPartition())).rejects.toThrow(TypeError);
    await first;
  });

  test('nothing after a sink failed', async () => {
    const writer = new ArchiveWriter(() => {
      throw new Error('disk full');
    });
    await expect(writer.begin()).rejects.toThrow('disk full');
    await expect(writer.partition(smallPartition())).rejects.toThrow(TypeError);
  });
});

test('a digest has 16 bytes', async () => {
  await expect((await opened()).finish(new Uint8Array(32))).rejects.toThrow(RangeError);
});

test.each([0, 2 ** 17 - 1, 2 ** 24 + 1, NaN])('frames of %d bytes are refused', (frameBytes) => {
  expect(() => new ArchiveWriter(() => {}, { frameBytes })).toThrow(RangeError);
});

test('a required feature is written, and refused by who does not know it', async () => {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  await writer.begin({ requiredFeatures: [5] });
  await writer.finish(DIGEST);
  expect(await codeOf(() => unpack(Buffer.concat(chunks)))).toBe('unsupported-feature');
});
