import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compressStream, inProcessRunner, sensiblePartitions } from '@pmklc/codec';
import { crc32 } from '@pmklc/container';
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock, splitBytes } from '@pmklc/sequence';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDna } from '@pmklc/testing';
import { fitPartitions } from '../src/split/fit-partitions.ts';
import { fixedPieces } from '../src/split/fixed-pieces.ts';
import { mapInOrder } from '../src/flow/map-in-order.ts';
import { abortable } from '../src/flow/abortable.ts';
import { Semaphore } from '../src/flow/semaphore.ts';
import type { InputPartition } from '../src/split/split-partitions.ts';
import { evenBorders } from '../src/split/split-partitions.ts';
import { FAST, ascii } from './support.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function* numbers(count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i++) yield i;
}

describe('fixedPieces', () => {
  test('cuts any chunks into pieces of one size', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }));
    const property = fc.asyncProperty(
      chunks,
      fc.integer({ min: 1, max: 9 }),
      async (source, size) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of fixedPieces(source, size)) pieces.push(piece.slice());
        expect(Buffer.concat(pieces)).toEqual(Buffer.concat(source));
        expect(pieces.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(pieces.every(({ length }) => length > 0 && length <= size)).toBe(true);
      },
    );
    await fc.assert(property);
  });

  test('cuts at borders, too', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 20 })),
      fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
      async (source, places) => {
        const borders = places.sort((a, b) => a - b);
        const ends: number[] = [];
        let at = 0;
        for await (const piece of fixedPieces(source, 7, borders)) ends.push((at += piece.length));
        const isEnd = (end: number) => end % 7 === 0 || borders.includes(end) || end === at;
        const all = Array.from({ length: at }, (_, i) => i + 1).filter(isEnd);
        expect(ends).toEqual(all);
      },
    );
    await fc.assert(property);
  });

  test('refuses chunks that are no bytes', async () => {
    const source = ['ACGT'] as unknown as Uint8Array[];
    await expect(fixedPieces(source, 4).next()).rejects.toThrow(TypeError);
  });
});

describe('mapInOrder', () => {
  test('keeps the order, whoever is first', async () => {
    const results: number[] = [];
    const work = async (i: number) => (await wait((7 * i) % 5), i * 10);
    for await (const result of mapInOrder(numbers(9), new Semaphore(4), work)) results.push(result);
    expect(results).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  });

  test('works on so many items at once and no more', async () => {
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++running);
      await wait(2);
      running--;
    };
    for await (const result of mapInOrder(numbers(9), new Semaphore(3), work))
      expect(result).toBeUndefined();
    expect(most).toBe(3);
  });

  test('streams that share a semaphore have so many items in existence, all together', async () => {
    let [existing, most] = [0, 0];
    async function* counted() {
      for await (const i of numbers(5)) {
        most = Math.max(most, ++existing);
        yield i;
      }
    }
    const semaphore = new Semaphore(3);
    const drain = async () => {
      const results: number[] = [];
      const work = async (i: number) => (await wait(1 + ((7 * i) % 3)), i);
      for await (const result of mapInOrder(counted(), semaphore, work)) {
        existing--;
        results.push(result);
      }
      return results;
    };
    const all = await Promise.all([drain(), drain(), drain(), drain()]);
    expect(all).toEqual(Array(4).fill([0, 1, 2, 3, 4]));
    expect(most).toBe(3);
  });

  test('places are given back, whatever happens', async () => {
    const semaphore = new Semaphore(2);
    const failing = async (i: number) => {
      if (i === 2) throw new Error('no');
    };
    const drain = async () => {
      for await (const result of mapInOrder(numbers(9), semaphore, failing)) void result;
    };
    await expect(drain()).rejects.toThrow('no');
    for await (const result of mapInOrder(numbers(9), semaphore, async () => 1)) {
      expect(result).toBe(1);
      break;
    }
    for await (const result of mapInOrder(numbers(0), semaphore, async () => 1)) void result;
    expect([semaphore.tryTake(), semaphore.tryTake(), semaphore.tryTake()]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('an error does not wait for what comes before it', async () => {
    const work = async (i: number, signal: AbortSignal) => {
      if (i === 2) throw new Error('no');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    await expect(mapInOrder(numbers(9), new Semaphore(3), work).next()).rejects.toThrow('no');
  });

  test('no work is begun after an error', async () => {
    const slow = (async function* () {
      yield 0;
      await wait(50);
      yield 1;
    })();
    const asked: number[] = [];
    const work = async (i: number) => {
      asked.push(i);
      throw new Error('no');
    };
    await expect(mapInOrder(slow, new Semaphore(2), work).next()).rejects.toThrow('no');
    expect(asked).toEqual([0]);
  });

  test('an error stops the rest and waits for it', async () => {
    const stopped: number[] = [];
    const work = async (i: number, signal: AbortSignal) => {
      if (i === 0) {
        await wait(5);
        throw new Error('no');
      }
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      stopped.push(i);
    };
    await expect(mapInOrder(numbers(9), new Semaphore(3), work).next()).rejects.toThrow('no');
    expect(stopped).toEqual([1, 2]);
  });
});

test('a consumer that does not come back lets no more be read than is in work', async () => {
  const partition = 2 ** 16;
  let bytesRead = 0;
  async function* source() {
    for (;;) {
      bytesRead += partition;
      yield randomDna(partition);
    }
  }
  const runner = { ...inProcessRunner, concurrency: 2 };
  const options = { ...FAST, format: 'plain', partitions: { bases: partition }, runner } as const;
  const chunks = compressStream(source(), options);
  await chunks.next();
  await chunks.next();
  await wait(100);
  // One piece more tells that a partition is full.
  expect(bytesRead).toBeLessThanOrEqual(5 * partition);
  await chunks.return(undefined);
});

describe('abortable', () => {
  test('ends the wait for a chunk that never comes', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    const stop = new AbortController();
    const next = abortable(silent, stop.signal).next();
    stop.abort(new Error('stop'));
    await expect(next).rejects.toThrow('stop');
  });

  test('forgets the chunks that were read', async () => {
    let latest: WeakRef<Uint8Array> | undefined;
    async function* source() {
      for (let i = 0; i < 3; i++) {
        const chunk = new Uint8Array(1000);
        latest ??= new WeakRef(chunk);
        yield chunk;
      }
    }
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for await (const chunk of abortable(source(), new AbortController().signal)) {
      void chunk;
      await wait(0);
    }
    collectGarbage();
    expect(latest!.deref()).toBeUndefined();
  });
});

describe('evenBorders', () => {
  test('partitions differ by one byte at most', () => {
    const sizes = fc.integer({ min: 300, max: 2 ** 40 });
    const property = fc.property(sizes, fc.integer({ min: 1, max: 300 }), (bytes, partitions) => {
      const ends = [...evenBorders(bytes, partitions), bytes];
      const parts = ends.map((end, i) => end - (ends[i - 1] ?? 0));
      expect(parts.length).toBe(partitions);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    });
    fc.assert(property);
  });
});

// [bytes, asked, used]
test.each([
  [0, 4, 1],
  [2 ** 20, 4, 1],
  [2 ** 21 - 1, 4, 1],
  [2 ** 21, 4, 2],
  [10 * 2 ** 20, 4, 4],
])('of %i bytes, %i partitions that are asked for become %i', (bytes, asked, used) => {
  expect(sensiblePartitions(bytes, asked)).toBe(used);
});

describe('fitPartitions', () => {
  const fastq = ascii('@r\nACGTN\n+\nIIIII\n'.repeat(30_000));

  async function* split(): AsyncGenerator<InputPartition> {
    for (const index of [0, 1]) {
      yield { index, block: splitBytes(fastq), contentCrc: crc32(fastq), isLast: index === 1 };
    }
  }

  async function fitted(maxBytes: number): Promise<InputPartition[]> {
    const partitions: InputPartition[] = [];
    const fits = ({ inputBytes }: SequenceBlock) => inputBytes <= maxBytes;
    for await (const partition of fitPartitions(split(), fits)) partitions.push(partition);
    return partitions;
  }

  test.each([
    [1_000_000, 2],
    [300_000, 4],
    [200_000, 8],
    [1, 16],
  ])('%i bytes at most make %i of two', async (maxBytes, count) => {
    const partitions = await fitted(maxBytes);
    expect(partitions.map(({ index }) => index)).toEqual(
      Array.from({ length: count }, (_, i) => i),
    );
    const bytes = partitions.map(({ block }) => Buffer.concat([...joinBlock(block)]));
    expect(Buffer.compare(Buffer.concat(bytes), Buffer.concat([fastq, fastq]))).toBe(0);
    expect(partitions.map(({ contentCrc }) => contentCrc)).toEqual(bytes.map((b) => crc32(b)));
    expect(partitions.every(({ block }) => block.format === 'fastq')).toBe(true);
  });
});
