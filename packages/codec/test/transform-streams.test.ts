import { ReadableStream } from 'node:stream/web';
import { compress, compressTransform, decompressTransform } from '@pmklc/codec';
import { randomDna } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { joinChunks } from '../src/flow/join-chunks.ts';
import { ascii, chunked, FAST } from './support.ts';

const INPUT = randomDna(3000);
const REASON = new Error('enough');
const PARTS = { ...FAST, format: 'plain', partitions: { bases: 2 ** 16 } } as const;

const streamOf = (bytes: Uint8Array, size = 1000) =>
  ReadableStream.from(chunked(bytes, size)) as globalThis.ReadableStream<Uint8Array>;
const read = (stream: unknown) => joinChunks(stream as AsyncIterable<Uint8Array>);

test('what is piped through both comes back, by way of the archive that compress makes', async () => {
  const archive = await read(streamOf(INPUT).pipeThrough(compressTransform(FAST)));
  expect(Buffer.compare(archive, await compress(INPUT, FAST))).toBe(0);
  const back = streamOf(archive, 7).pipeThrough(decompressTransform());
  expect(Buffer.compare(await read(back), INPUT)).toBe(0);
});

test('an empty stream becomes an archive, which becomes an empty stream', async () => {
  const packed = streamOf(ascii('')).pipeThrough(compressTransform());
  const back = packed.pipeThrough(decompressTransform());
  expect((await read(back)).length).toBe(0);
});

test('no more is taken of the source than reading asks for', async () => {
  let taken = 0;
  async function* endless() {
    for (;;) {
      taken += 2 ** 16;
      yield randomDna(2 ** 16);
    }
  }
  const source = ReadableStream.from(endless()) as globalThis.ReadableStream<Uint8Array>;
  const reader = source.pipeThrough(compressTransform(PARTS)).getReader();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(taken).toBeLessThanOrEqual(3 * 2 ** 16);
  await reader.read();
  await reader.read();
  expect(taken).toBeLessThanOrEqual(6 * 2 ** 16);
  await reader.cancel();
});

test('bad options are refused at once', () => {
  expect(() => compressTransform({ level: -1 })).toThrow(RangeError);
  expect(() => decompressTransform({ memoryLimitBytes: 0 })).toThrow(RangeError);
});

describe('both sides end with', () => {
  test('the error of what is no archive', async () => {
    const { writable, readable } = decompressTransform();
    const written = streamOf(ascii('no archive at all '.repeat(99)), 9).pipeTo(writable);
    const [reading, writing] = await Promise.allSettled([read(readable), written]);
    expect(reading).toMatchObject({ status: 'rejected', reason: { code: 'bad-magic' } });
    expect(writing).toMatchObject({ status: 'rejected', reason: { code: 'bad-magic' } });
  });

  test('the error of the source', async () => {
    async function* failing() {
      yield INPUT;
      await Promise.resolve();
      throw REASON;
    }
    const source = ReadableStream.from(failing()) as globalThis.ReadableStream<Uint8Array>;
    await expect(read(source.pipeThrough(compressTransform(FAST)))).rejects.toBe(REASON);
  });

  test('the error of a chunk that is no bytes', async () => {
    const { writable, readable } = compressTransform(FAST);
    const writer = writable.getWriter();
    const written = writer.write('text' as never);
    await expect(read(readable)).rejects.toThrow(TypeError);
    await expect(writer.closed).rejects.toThrow(TypeError);
    await written.catch(() => {});
  });

  test('the reason of a signal, though nobody reads', async () => {
    const stop = new AbortController();
    const { writable, readable } = compressTransform({ ...FAST, signal: stop.signal });
    const writer = writable.getWriter();
    stop.abort(REASON);
    await expect(writer.closed).rejects.toBe(REASON);
    await expect(read(readable)).rejects.toBe(REASON);
  });

  test('the reason of a signal that was aborted before', async () => {
    const { writable, readable } = compressTransform({ signal: AbortSignal.abort(REASON) });
    await expect(writable.getWriter().closed).rejects.toBe(REASON);
    await expect(read(readable)).rejects.toBe(REASON);
  });

  test('the reason of an abort of the writing side, while a partition is coded', async () => {
    let begun = () => {};
    const coding = new Promise<void>((resolve) => (begun = resolve));
    const runner = {
      concurrency: 1,
      encode: (_: unknown, __: unknown, { signal }: { signal: AbortSignal }) => {
        begun();
        return new Promise<never>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      },
      decode: () => Promise.reject(REASON),
    };
    const { writable, readable } = compressTransform({ ...PARTS, runner });
    const writer = writable.getWriter();
    const reading = read(readable);
    reading.catch(() => {});
    void writer.write(randomDna(2 ** 17)).catch(() => {});
    await coding;
    await writer.abort(REASON);
    await expect(reading).rejects.toBe(REASON);
  });

  test('the reason of a cancelled reading side', async () => {
    const { writable, readable } = compressTransform(FAST);
    const writer = writable.getWriter();
    await readable.cancel(REASON);
    await expect(writer.closed).rejects.toBe(REASON);
  });
});
