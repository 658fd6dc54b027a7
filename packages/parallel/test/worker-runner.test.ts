import {
  compress,
  compressStream,
  createReferenceCoder,
  decompress,
  openArchive,
  inProcessRunner,
  type PartitionRunner,
  type StoredPartition,
} from '@pmklc/codec';
import { PmklcError, type Predictor } from '@pmklc/core';
import {
  compressParallel,
  decompressParallel,
  loadPredictor,
  parseDevices,
  PartitionError,
  WorkerRunner,
} from '@pmklc/parallel';
import { randomDna } from '@pmklc/testing';
import { Piscina } from 'piscina';
import { afterEach, describe, expect, test, vi } from 'vitest';

const OPTIONS = {
  level: 1,
  partitions: { bases: 2 ** 16 },
  knowledge: { select: 'none' },
} as const;
const fixture = (name: string) => new URL(`./fixtures/${name}.mjs`, import.meta.url).href;

const INPUT = randomDna(140_000);

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** A knowledge pack with the first 20,000 bases, as docs/format/knowledge.md has it. */
function packOfInput(): Uint8Array {
  const beginning = Buffer.from('PMKn\x01\0\x01\0\xa0\x9c\x01', 'latin1');
  const bases = Array.from(INPUT.subarray(0, 20_000), (byte) =>
    'ACGT'.indexOf(String.fromCharCode(byte)),
  );
  const packed = Uint8Array.from({ length: 5000 }, (_, i) =>
    bases.slice(4 * i, 4 * i + 4).reduce((bits, base, j) => bits | (base << (2 * j)), 0),
  );
  const noProteinsStatesLevels = Buffer.alloc(4);
  return Buffer.concat([beginning, packed, noProteinsStatesLevels]);
}

/** FASTQ of overlapping reads of one length. */
function readsOf(count: number): Uint8Array {
  const [genome, quality] = [Buffer.from(randomDna(20_000)).toString(), 'IIHGF:,#'];
  const record = (_: unknown, i: number): string => {
    const from = (i * 7919) % 19_900;
    const line = Array.from({ length: 100 }, (_, n) => quality[(n * n + i * 31) % 8]).join('');
    return `@read.${i} ${i * i}\n${genome.slice(from, from + 100)}\n+\n${line}\n`;
  };
  return Buffer.from(Array.from({ length: count }, record).join(''));
}

/** The only partition of an archive, with a byte changed of what is stored, and a context to decode it in. */
async function storedWithout(archive: Uint8Array, at: number) {
  let stored: StoredPartition | undefined;
  const decode: PartitionRunner['decode'] = (partition, context) => {
    stored = partition;
    return inProcessRunner.decode(partition, context);
  };
  await decompress(archive, { runner: { ...inProcessRunner, decode } });
  const { header, streams, payload } = stored!;
  const own = streams.map((stream) => ({ ...stream, bytes: stream.bytes.slice() }));
  const partition = { header, streams: own, payload: payload.slice() };
  let left = at;
  for (const part of [...own.map(({ bytes }) => bytes), partition.payload]) {
    if (left >= 0 && left < part.length) part[left]! ^= 255;
    left -= part.length;
  }
  const context = { index: 0, signal: new AbortController().signal, progress: () => {} };
  return { partition, context };
}

const runners: WorkerRunner[] = [];

function runnerWith(options: ConstructorParameters<typeof WorkerRunner>[0]): WorkerRunner {
  const runner = new WorkerRunner(options);
  runners.push(runner);
  return runner;
}

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(runners.splice(0).map((runner) => runner.destroy()));
});

describe('results', () => {
  test('the archive is the same for every number of threads, and unpacks with any', async () => {
    const here = await compress(INPUT, OPTIONS);
    for (const threads of [1, 3]) {
      const there = await collect(compressParallel(INPUT, { ...OPTIONS, threads }));
      expect(Buffer.compare(there, here)).toBe(0);
      const back = await collect(decompressParallel(there, { threads }));
      expect(Buffer.compare(back, INPUT)).toBe(0);
    }
  });

  test('bases and side streams of one partition are coded by two workers, to the same archive', async () => {
    const reads = readsOf(3000);
    const options = { level: 1, knowledge: { select: 'none' } } as const;
    const here = await compress(reads, options);
    const workers = runnerWith({ threads: 2 });
    const run = vi.spyOn(Piscina.prototype, 'run');
    const there = await compress(reads, { ...options, runner: workers });
    expect(Buffer.compare(there, here)).toBe(0);
    expect(Buffer.compare(await decompress(there, { runner: workers }), reads)).toBe(0);
    expect(run).toHaveBeenCalledTimes(4);
    run.mockRestore();
  });

  test('damage to bases or side streams is told as it is in one thread', async () => {
    const archive = await compress(readsOf(3000), { level: 1, knowledge: { select: 'none' } });
    const workers = runnerWith({ threads: 2 });
    const told = async (runner?: WorkerRunner): Promise<string[]> => {
      const messages = [];
      for (const at of [200, archive.length >> 1, archive.length - 300]) {
        const { partition, context } = await storedWithout(archive, at);
        const work = (runner ?? inProcessRunner).decode(partition, context);
        messages.push(
          await work.then(
            () => 'none',
            (error: Error) => error.message,
          ),
        );
      }
      return messages;
    };
    expect(await told(workers)).toEqual(await told());
  });

  test('of a partition, a worker decodes no more than is asked for', async () => {
    const lengths: number[] = [];
    const workers = runnerWith({ threads: 1 });
    const runner: PartitionRunner = {
      concurrency: 1,
      encode: (...job) => workers.encode(...job),
      async decode(...job) {
        const block = await workers.decode(...job);
        lengths.push(block.bases.length);
        return block;
      },
    };
    const archive = await openArchive(await compress(INPUT, OPTIONS), { runner });
    expect(Buffer.compare(await archive.read('', 10, 20), INPUT.subarray(10, 20))).toBe(0);
    expect(lengths.length).toBe(1);
    expect(lengths[0]).toBeLessThan(10_000);
  });

  test('side streams come along', async () => {
    const text = new TextEncoder().encode('>a b\nACGTNNNNacgt\nAC\n@\r\n'.repeat(3000));
    const archive = await collect(compressParallel(text, { ...OPTIONS, threads: 2 }));
    const back = await collect(decompressParallel(archive, { threads: 2 }));
    expect(Buffer.compare(back, text)).toBe(0);
  });

  test('one runner serves many files', async () => {
    const runner = runnerWith({ threads: 2 });
    const archives = await Promise.all(
      [1000, 2000, 3000].map((length) => compress(randomDna(length), { level: 1, runner })),
    );
    for (const archive of archives) await decompress(archive, { runner });
    expect(archives.length).toBe(3);
  });

  test('workers get the knowledge packs', async () => {
    const knowledge = { packs: [packOfInput()] };
    const input = INPUT.subarray(5000, 15_000);
    const here = await compress(input, { level: 1, knowledge });
    // Two bits a base would be 2500 bytes.
    expect(here.length).toBeLessThan(500);
    const there = await collect(compressParallel(input, { level: 1, knowledge, threads: 1 }));
    expect(Buffer.compare(there, here)).toBe(0);
    const back = await collect(decompressParallel(there, { knowledge, threads: 1 }));
    expect(Buffer.compare(back, input)).toBe(0);
    const lacking = collect(decompressParallel(there, { threads: 1 }));
    await expect(lacking).rejects.toMatchObject({ code: 'model-mismatch' });
  });

  test("an engine of the caller's own, which no worker has, codes in this thread", async () => {
    const input = INPUT.subarray(0, 3000);
    let created = 0;
    const create = (external?: () => Predictor) => {
      created++;
      return createReferenceCoder(external);
    };
    const options = { ...OPTIONS, engine: { create }, threads: 1 };
    const there = await collect(compressParallel(input, options));
    expect(Buffer.compare(there, await compress(input, OPTIONS))).toBe(0);
    // One codes the partition; what chooses its knowledge may ask for another.
    expect(created).toBeGreaterThanOrEqual(1);
  });

  test('progress reaches the caller', async () => {
    const reports: number[] = [];
    const onProgress = ({ originalBytes }: { originalBytes: number }) =>
      void reports.push(originalBytes);
    await collect(
      compressParallel(INPUT, { ...OPTIONS, threads: 2, on: { progress: onProgress } }),
    );
    expect(reports.at(-1)).toBe(INPUT.length);
  });
});

describe('failure', () => {
  test('damage is the same error as without workers', async () => {
    const archive = (await compress(INPUT, OPTIONS)).slice();
    archive[archive.length >> 1]! ^= 1;
    const work = collect(decompressParallel(archive, { threads: 2 }));
    await expect(work).rejects.toThrow(PmklcError);
    await expect(work).rejects.toMatchObject({ code: 'checksum-mismatch' });
  });

  test('a PmklcError of a worker keeps its class and code', async () => {
    const predictor = await loadPredictor(fixture('sticky'));
    const archive = await compress(INPUT, { ...OPTIONS, predictor });
    const work = collect(decompressParallel(archive, { threads: 2 }));
    await expect(work).rejects.toThrow(PmklcError);
    await expect(work).rejects.toMatchObject({ code: 'model-mismatch' });
  });

  test('what else a worker throws is the cause of an error that names the partition', async () => {
    const predictorModule = fixture('failing');
    const predictor = await loadPredictor(predictorModule);
    const options = { ...OPTIONS, predictor, predictorModule, threads: 2 };
    const work = collect(compressParallel(INPUT, options));
    await expect(work).rejects.toThrow(PartitionError);
    await expect(work).rejects.toMatchObject({
      index: 0,
      cause: expect.any(RangeError) as unknown,
    });
  });

  test.each(['create', 'exit'])(
    'partitions whose worker dies (in %s) are coded in this thread',
    async (when) => {
      vi.stubEnv('PMKLC_TEST_DEADLY', when);
      const predictorModule = fixture('deadly');
      const predictor = await loadPredictor(predictorModule);
      const options = { ...OPTIONS, predictor, predictorModule, threads: 2 };
      const archive = await collect(compressParallel(INPUT, options));
      const back = await decompress(archive, { predictor: await loadPredictor(fixture('sticky')) });
      expect(Buffer.compare(back, INPUT)).toBe(0);
    },
  );

  test('what fails here, too, is an error that names the partition', async () => {
    vi.stubEnv('PMKLC_TEST_DEADLY', 'everywhere');
    const predictorModule = fixture('deadly');
    const predictor = await loadPredictor(predictorModule);
    const options = { ...OPTIONS, predictor, predictorModule, threads: 2 };
    const work = collect(compressParallel(INPUT, options));
    await expect(work).rejects.toThrow(PartitionError);
    await expect(work).rejects.toMatchObject({ index: 0 });
    await expect(work).rejects.toThrow('partition 0 could not be coded: dead here, too');
  });

  test('a signal ends even a worker that never comes back', async () => {
    const predictorModule = fixture('endless');
    const predictor = await loadPredictor(predictorModule);
    const runner = runnerWith({ threads: 2, predictorModule });
    const signal = AbortSignal.timeout(300);
    const work = compress(INPUT, { ...OPTIONS, predictor, runner, signal });
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  test('a consumer that stops early ends the workers', async () => {
    const chunks = compressParallel(INPUT, { ...OPTIONS, threads: 2 });
    await chunks.next();
    await chunks.return(undefined);
    expect((await chunks.next()).done).toBe(true);
  });

  test('what the progress callback throws ends the work', async () => {
    const reason = new Error('enough');
    const onProgress = () => {
      throw reason;
    };
    const work = collect(
      compressParallel(INPUT, { ...OPTIONS, threads: 2, on: { progress: onProgress } }),
    );
    await expect(work).rejects.toBe(reason);
  });

  test('a destroyed runner codes nothing any more', async () => {
    const runner: PartitionRunner & { destroy(): Promise<void> } = new WorkerRunner({ threads: 1 });
    await runner.destroy();
    await expect(collect(compressStream(INPUT, { level: 1, runner }))).rejects.toThrow(TypeError);
  });
});

describe('devices', () => {
  test('cores are workers', async () => {
    const devices = parseDevices('cpu:3');
    expect(devices).toEqual([{ kind: 'cpu', index: 0, workers: 3 }]);
    expect(runnerWith({ devices }).concurrency).toBe(3);
    expect(parseDevices('cpu')[0]!.workers).toBeGreaterThan(0);
  });

  test('a GPU is understood, and refused', () => {
    const devices = parseDevices('cpu:1,webgpu:2');
    expect(devices[1]).toEqual({ kind: 'webgpu', index: 2, workers: 1 });
    expect(() => new WorkerRunner({ devices })).toThrow('device webgpu:2 cannot code yet');
  });

  test.each([
    '',
    'tpu',
    'cpu:',
    'cpu:0',
    'cpu:9999',
    'cpu:-1',
    'cpu:2,',
    'cpu:1,cpu:2',
    'webgpu,webgpu:0',
  ])('"%s" is no list of them', (text) => {
    expect(() => parseDevices(text)).toThrow(RangeError);
  });

  test('exclude a number of threads', () => {
    expect(() => new WorkerRunner({ threads: 1, devices: parseDevices('cpu:1') })).toThrow(
      TypeError,
    );
  });
});

test.each([0, 1.5, 1025])('%d threads are refused', (threads) => {
  expect(() => new WorkerRunner({ threads })).toThrow(RangeError);
});

test('a module that exports no predictor is refused', async () => {
  const url = new URL('./fixtures/empty.mjs', import.meta.url).href;
  await expect(loadPredictor(url)).rejects.toThrow(TypeError);
});
