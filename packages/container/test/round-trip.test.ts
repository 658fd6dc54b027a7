import type { ModelInfo, PartitionContent, RandomAccessSource } from '@pmklc/container';
import { ArchiveWriter, readArchives, readIndex, readPartition } from '@pmklc/container';
import fc from 'fast-check';
import { hexOf } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { chop, digestOf, pack, smallPartition, text, unpack } from './support.ts';

const size = fc.integer({ min: 0, max: 2 ** 40 });
const id = fc.uint8Array({ minLength: 1, maxLength: 8 });

const model = fc.record(
  {
    level: fc.integer({ min: 0, max: 9 }),
    revision: fc.nat(),
    config: fc.uint8Array({ maxLength: 20 }),
    lanes: fc.integer({ min: 1, max: 4096 }),
    knowledge: fc.array(id, { maxLength: 3 }),
    memoryBytes: fc.integer({ min: 65, max: 5000 }).map((mib) => mib * 2 ** 20),
    predictor: fc.record({ id: fc.string({ minLength: 1, maxLength: 20 }), hash: id }),
  },
  { requiredKeys: ['level'] },
);

const stream = fc.record({
  id: fc.nat(),
  bytes: fc.uint8Array({ maxLength: 50 }),
  rawBytes: size,
});

const partition: fc.Arbitrary<PartitionContent> = fc
  .record({
    format: fc.constantFrom('fasta', 'fastq', 'plain', 'raw'),
    baseCount: size,
    otherBytes: size,
    contentCrc: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    model,
    streams: fc.uniqueArray(stream, { selector: (s) => s.id, maxLength: 4 }),
    payload: fc.uint8Array({ maxLength: 100 }),
  })
  .map(({ otherBytes, streams, payload, ...info }) => ({
    info: {
      ...info,
      inputBytes: info.baseCount + otherBytes,
      model: allowed(info.model, info.baseCount),
    },
    streams,
    payload,
  }));

/** A header names static knowledge only where a model begins with it, and lanes where there may be so many. */
function allowed<Model extends Partial<ModelInfo> & { level: number }>(
  model: Model,
  baseCount: number,
): Model {
  const { level, knowledge, lanes, predictor } = model;
  const hasModel = level > 0 && baseCount > 0;
  const most = hasModel && predictor === undefined ? Math.max(1, Math.floor(baseCount / 1024)) : 1;
  return {
    ...model,
    ...(knowledge && !hasModel ? { knowledge: [] } : {}),
    ...(lanes === undefined ? {} : { lanes: Math.min(lanes, most) }),
  };
}

const archive = fc.array(partition, { maxLength: 4 });
const NO_LIMIT = { memoryLimitBytes: Infinity };

function expectSame(
  partitions: Awaited<ReturnType<typeof unpack>>[number]['partitions'],
  expected: readonly PartitionContent[],
): void {
  expect(partitions).toHaveLength(expected.length);
  expected.forEach(({ info, streams, payload }, index) => {
    const { header, ...rest } = partitions[index]!;
    expect(header).toMatchObject({ ...info, index });
    expect(rest.streams).toEqual(streams.map((s) => ({ ...s, bytes: hexOf(s.bytes) })));
    expect(rest.payload).toBe(hexOf(payload as Uint8Array));
  });
}

test('any partitions, in chunks of any size', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(archive, sizes, async (partitions, chunkSizes) => {
      const bytes = await pack(partitions);
      const [whole] = await unpack(bytes, NO_LIMIT);
      expectSame(whole!.partitions, partitions);
      expect(await unpack(chop(bytes, chunkSizes), NO_LIMIT)).toEqual([whole]);
    }),
  );
});

test('archives one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(archive, { minLength: 1, maxLength: 3 }), async (archives) => {
      const parts = await Promise.all(archives.map((partitions) => pack(partitions)));
      const read = await unpack(Buffer.concat(parts), NO_LIMIT);
      expect(read).toHaveLength(archives.length);
      archives.forEach((partitions, i) => expectSame(read[i]!.partitions, partitions));
    }),
    { numRuns: 50 },
  );
});

test('random access finds what reading from the front finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(archive, { minLength: 1, maxLength: 3 }), async (archives) => {
      const parts = await Promise.all(archives.map((partitions) => pack(partitions)));
      const bytes = Buffer.concat(parts);
      const source = {
        size: bytes.length,
        read: (at: number, n: number) => bytes.subarray(at, at + n),
      };
      const read = await unpack(bytes, NO_LIMIT);
      const index = await readIndex(source);
      expect(index.map(({ bytes }) => bytes)).toEqual(parts.map(({ length }) => length));
      for (const [i, { partitions, digest, inputBytes }] of index.entries()) {
        expect({ digest, inputBytes }).toEqual({
          digest: read[i]!.summary.digest,
          inputBytes: read[i]!.summary.inputBytes,
        });
        for (const location of partitions) {
          const { header, payload } = read[i]!.partitions[location.index]!;
          const opened = await readPartition(source, location, NO_LIMIT);
          expect(opened.header).toEqual(header);
          expect(hexOf(await opened.readPayload())).toBe(payload);
        }
      }
    }),
    { numRuns: 50 },
  );
});

describe('a partition of many frames', () => {
  const FRAME_BYTES = 2 ** 17;
  const payload = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * i) >> 5);
  const names = payload.subarray(0, 300_000);
  const large = async (body: PartitionContent['payload']) => {
    const { info } = smallPartition();
    const streams = [{ id: 7, bytes: names, rawBytes: 10 }];
    return pack([{ info, streams, payload: body }], undefined, FRAME_BYTES);
  };

  test('reads back, whole or in chunks no longer than a frame', async () => {
    const bytes = await large(payload);
    for await (const archive of readArchives(bytes)) {
      for await (const partition of archive.partitions()) {
        expect(Buffer.compare(partition.streams[0]!.bytes, names)).toBe(0);
        const chunks: Uint8Array[] = [];
        for await (const chunk of partition.payload()) chunks.push(chunk);
        expect(Math.max(...chunks.map(({ length }) => length))).toBe(FRAME_BYTES);
        expect(Buffer.compare(Buffer.concat(chunks), payload)).toBe(0);
      }
    }
  });

  test('is the same however the payload arrives', async () => {
    const bytes = await large(payload);
    const later = async function* () {
      yield* chop(payload, [1, 0, 77_777, FRAME_BYTES, 3 * FRAME_BYTES]);
    };
    expect(Buffer.compare(await large(chop(payload, [1000])), bytes)).toBe(0);
    expect(Buffer.compare(await large(later()), bytes)).toBe(0);
  });

  test.each([-1, 0, 1])('a body that fills a frame %i bytes over', async (over) => {
    const { info, streams } = smallPartition();
    const empty = await pack([{ info, streams, payload: new Uint8Array(0) }]);
    const [, length] = empty.subarray(5); // of the frame's content, all but the payload
    const fits = payload.subarray(0, FRAME_BYTES - length! + over);
    const bytes = await pack([{ info, streams, payload: fits }], undefined, FRAME_BYTES);
    const [archive] = await unpack(bytes);
    expect(archive!.partitions[0]!.payload).toBe(hexOf(fits));
    expect(bytes[5]! >= 0x80).toBe(over > 0);
  });

  test('the writer hands out one frame at a time', async () => {
    const sizes: number[] = [];
    const writer = new ArchiveWriter((chunk) => void sizes.push(chunk.length), {
      frameBytes: FRAME_BYTES,
    });
    await writer.begin();
    const { bytes } = await writer.partition({ ...smallPartition(), payload });
    await writer.finish(digestOf(text('')));
    expect(Math.max(...sizes)).toBeLessThan(FRAME_BYTES + 16);
    expect(sizes.slice(1, -2).reduce((a, b) => a + b, 0)).toBe(bytes);
    expect(writer.bytesWritten).toBe(sizes.reduce((a, b) => a + b, 0));
  });
});

test('what is not read is skipped', async () => {
  const bytes = await pack([smallPartition(), smallPartition()]);
  const seen: number[] = [];
  for await (const archive of readArchives(Buffer.concat([bytes, bytes]))) {
    seen.push(archive.offset);
    for await (const partition of archive.partitions()) {
      seen.push(partition.header.index);
      break;
    }
  }
  expect(seen).toEqual([0, 0, bytes.length, 0]);
});

test('the summary is there at the end, not before', async () => {
  for await (const archive of readArchives(await pack([smallPartition()]))) {
    expect(() => archive.summary).toThrow(TypeError);
    expect(await archive.drain()).toBe(archive.summary);
    expect(await archive.nextPartition()).toBeUndefined();
  }
});

test('random access reads the ends of an archive, not its middle', async () => {
  const payload = new Uint8Array(3_000_000);
  const bytes = await pack([
    { ...smallPartition(), payload },
    { ...smallPartition(), payload },
  ]);
  let count = 0;
  const source: RandomAccessSource = {
    size: bytes.length,
    read: async (at, n) => {
      count += n;
      return bytes.subarray(at, at + n);
    },
  };
  const [archive] = await readIndex(source);
  expect(count).toBeLessThan(200_000);
  // The second one's index takes two bytes more.
  const { bytes: first } = archive!.partitions[0]!;
  expect(archive!.partitions[1]).toEqual({
    index: 1,
    offset: 5 + first,
    bytes: first + 2,
    inputOffset: 15,
    inputBytes: 15,
  });
});

test('a source is closed when its reader stops early', async () => {
  let closed = false;
  const bytes = await pack([smallPartition()]);
  const source = (async function* () {
    try {
      yield* chop(bytes, [10]);
    } finally {
      closed = true;
    }
  })();
  for await (const archive of readArchives(source)) {
    expect(archive.offset).toBe(0);
    break;
  }
  expect(closed).toBe(true);
});
