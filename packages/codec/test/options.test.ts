import {
  compress,
  type CompressOptions,
  compressStream,
  createReferenceCoder,
  decompress,
  DEFAULT_MEMORY_LIMIT_BYTES,
  type PredictorPlugin,
} from '@pmklc/codec';
import type { Predictor } from '@pmklc/core';
import { KnowledgePack, NO_PROTEINS } from '@pmklc/knowledge';
import { describe, expect, test } from 'vitest';
import { randomDna } from '@pmklc/testing';
import { joinChunks } from '../src/flow/join-chunks.ts';
import { planModel, unpackingBytes } from '../src/partition/model-plan.ts';
import { FAST, ascii, chunked, codeOf, headersOf, testdata } from './support.ts';

describe('numbers', () => {
  test.each([
    { level: -1 },
    { level: 10 },
    { level: 1.5 },
    { partitions: { bases: 65_535 } },
    { partitions: { bases: 2 ** 31 + 1 } },
    { partitions: { count: 0 } },
    { partitions: { count: 2.5 } },
    { partitions: { count: 2 ** 16 + 1 } },
    { passing: { width: 0 } },
    { passing: { fraction: 0 } },
    { passing: { fraction: 1.01 } },
    { passing: { fraction: Number.NaN } },
    { passing: { topology: 'ring' as 'chain' } },
    { memoryLimitBytes: 0 },
    { memoryLimitBytes: Number.NaN },
    { memoryLimitBytes: 1000 },
  ])('%o is refused', async (options) => {
    await expect(compress(ascii('ACGT'), options)).rejects.toThrow(RangeError);
  });

  test('the level is in the header', async () => {
    const archive = await compress(ascii('ACGTACGT'), { level: 2 });
    expect((await headersOf(archive))[0]?.model.level).toBe(2);
  });

  test('no partition has more bases than asked for', async () => {
    const archive = await compress(randomDna(300_000), { ...FAST, partitions: { bases: 100_000 } });
    const counts = (await headersOf(archive)).map(({ baseCount }) => baseCount);
    expect(Math.max(...counts)).toBeLessThanOrEqual(100_000);
    expect(counts.length).toBe(5);
  });

  test('as many partitions come out as asked for, and they are equal', async () => {
    const options = { ...FAST, partitions: { count: 4, leastBytes: 2 ** 14 } };
    const archive = await compress(randomDna(200_001), options);
    const sizes = (await headersOf(archive)).map(({ inputBytes }) => inputBytes);
    expect(sizes).toEqual([50_000, 50_000, 50_000, 50_001]);
  });

  test('fewer come out where they would be too small to be worth it', async () => {
    const input = randomDna(200_000);
    const options = { ...FAST, partitions: { count: 4, leastBytes: 60_000 } };
    const sizes = (await headersOf(await compress(input, options))).map((h) => h.inputBytes);
    expect(sizes).toEqual([66_666, 66_667, 66_667]);
  });

  test('a small input is one partition, however many are asked for', async () => {
    const input = randomDna(200_000);
    const archive = await compress(input, { ...FAST, partitions: { count: 4 } });
    expect(Buffer.compare(archive, await compress(input, FAST))).toBe(0);
  });

  test('partitions of a stream need its length, and come out the same', async () => {
    const input = randomDna(300_000);
    const options = { ...FAST, partitions: { count: 3, leastBytes: 1 } };
    const stream = (inputBytes?: number) =>
      joinChunks(
        compressStream(chunked(input, 1000), {
          ...options,
          ...(inputBytes === undefined ? {} : { inputBytes }),
        }),
      );
    await expect(stream()).rejects.toThrow(TypeError);
    expect(Buffer.compare(await stream(input.length), await compress(input, options))).toBe(0);
  });

  test('the number and the size of partitions exclude each other', async () => {
    const both = { partitions: { count: 2, bases: 2 ** 16 } };
    await expect(compress(ascii('ACGT'), both)).rejects.toThrow(TypeError);
  });

  test('raw bytes are cut into partitions, too', async () => {
    const input = new Uint8Array(150_000).map((_, i) => (i * i) & 255);
    const archive = await compress(input, {
      ...FAST,
      format: 'raw',
      partitions: { bases: 2 ** 16 },
    });
    expect((await headersOf(archive)).length).toBeGreaterThan(2);
    expect(Buffer.compare(await decompress(archive), input)).toBe(0);
  });

  test('a format that is asked for is taken', async () => {
    const archive = await compress(ascii('>a\nACGT\n'), { format: 'raw' });
    expect((await headersOf(archive))[0]?.format).toBe('raw');
  });
});

/** The least memory that partitions of so many bases are planned for. */
function leastLimit(level: number, bases: number): number {
  return unpackingBytes(level, bases) + Math.max(2 ** 20, bases / 8);
}

describe('memory', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'level %i needs no less than asked for by default',
    (level) => {
      expect(planModel(level, DEFAULT_MEMORY_LIMIT_BYTES)).toEqual({
        level,
        partitionBases: 2 ** 26,
      });
    },
  );

  test('what was packed with the least memory is unpacked with the same', async () => {
    const limits = { memoryLimitBytes: leastLimit(1, 2 ** 16) };
    const options = { ...FAST, partitions: { bases: 2 ** 16 }, ...limits };
    const less = { ...options, memoryLimitBytes: limits.memoryLimitBytes - 1 };
    await expect(compress(ascii('ACGT'), less)).rejects.toThrow(RangeError);
    for (const name of ['bundibugyo_ebola.fa', 'illumina_rnaseq_head.fastq']) {
      const input = testdata(name, 80_000);
      const archive = await compress(input, options);
      expect(Buffer.compare(await decompress(archive, limits), input)).toBe(0);
    }
  });

  test('partitions whose side streams could be too large are halved', async () => {
    const limits = { memoryLimitBytes: leastLimit(1, 10 * 2 ** 16) };
    const partitions = { bases: 10 * 2 ** 16 };
    const options = { ...FAST, format: 'plain', partitions, ...limits } as const;
    const input = ascii('Aa'.repeat(5 * 2 ** 16));
    const archive = await compress(input, options);
    expect((await headersOf(archive)).length).toBe(2);
    expect(Buffer.compare(await decompress(archive, limits), input)).toBe(0);
    const plain = await compress(input.fill(65), options);
    expect((await headersOf(plain)).length).toBe(1);
  });

  test.each([
    ['asked for where memory is enough', DEFAULT_MEMORY_LIMIT_BYTES, 6],
    ['that memory is enough for', leastLimit(2, 2 ** 22), 2],
  ])('the level is told: the one %s', async (_, memoryLimitBytes, used) => {
    const levels: number[] = [];
    const on = { level: (told: number) => void levels.push(told) };
    await compress(ascii('>a\nACGT\n'), { level: 6, memoryLimitBytes, on });
    expect(levels).toEqual([used]);
  });

  test('less memory makes partitions smaller, then the level lower', () => {
    const roomy = planModel(6, DEFAULT_MEMORY_LIMIT_BYTES);
    expect(roomy).toEqual({ level: 6, partitionBases: 2 ** 26 });
    const tight = planModel(6, 300 * 2 ** 20);
    expect(tight.level).toBe(6);
    expect(tight.partitionBases).toBeLessThan(2 ** 26);
    const least = leastLimit(9, 2 ** 22);
    expect(planModel(9, least).level).toBe(9);
    expect(planModel(9, least - 1).level).toBeLessThan(9);
    expect(() => planModel(9, leastLimit(1, 2 ** 22) - 1)).toThrow(RangeError);
  });

  test('partitions keep a size that was asked for', () => {
    expect(planModel(6, 2 ** 30, 2 ** 16).partitionBases).toBe(2 ** 16);
    expect(() => planModel(6, 100 * 2 ** 20, 2 ** 26)).toThrow(RangeError);
  });

  test('an archive that needs more than allowed is refused, saying how much', async () => {
    const archive = await compress(ascii('>a\nACGT\n'), { level: 6 });
    const refused = decompress(archive, { memoryLimitBytes: 2 ** 20 });
    expect(await codeOf(refused)).toBe('memory-limit');
    await expect(refused).rejects.toThrow(/needs \d+ MiB/);
  });
});

describe('abort and progress', () => {
  const reason = new Error('enough');

  test('an aborted signal stops both directions with its reason', async () => {
    const signal = AbortSignal.abort(reason);
    const archive = await compress(ascii('ACGT'), FAST);
    await expect(compress(ascii('ACGT'), { signal })).rejects.toBe(reason);
    await expect(decompress(archive, { signal })).rejects.toBe(reason);
  });

  test('a signal stops a stream that is under way', async () => {
    const stop = new AbortController();
    const options = { ...FAST, partitions: { bases: 2 ** 16 }, signal: stop.signal };
    const input = randomDna(400_000);
    const work = joinChunks(
      compressStream(input, { ...options, on: { progress: () => stop.abort(reason) } }),
    );
    await expect(work).rejects.toBe(reason);
  });

  test('a signal ends the wait for a source that gives nothing', async () => {
    const archive = await compress(ascii('ACGT'), FAST);
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield archive.subarray(0, 8);
      await new Promise(() => {});
    }
    const compressing = compress(silent(), { ...FAST, signal: AbortSignal.timeout(20) });
    await expect(compressing).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
    const decompressing = decompress(silent(), { signal: AbortSignal.timeout(20) });
    await expect(decompressing).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  test('progress ends at the exact sizes', async () => {
    const input = testdata('hiv1.fa', 150_000);
    const reports: { bases: number; originalBytes: number; archiveBytes: number }[] = [];
    const progress = (report: (typeof reports)[number]) => void reports.push(report);
    await compress(input, { ...FAST, partitions: { bases: 2 ** 16 }, on: { progress } });
    expect(reports.length).toBeGreaterThan(2);
    expect(reports.at(-1)).toMatchObject({ originalBytes: input.length });
    for (let i = 1; i < reports.length; i++) {
      expect(reports[i]!.bases).toBeGreaterThanOrEqual(reports[i - 1]!.bases);
    }
  });

  test('what the progress callback throws stops the work', async () => {
    const progress = () => {
      throw reason;
    };
    await expect(compress(randomDna(100_000), { ...FAST, on: { progress } })).rejects.toBe(reason);
  });
});

/** Certain of every third base, and without a clue of the others. */
class Oracle {
  readonly #bases: number[];
  #done = 0;

  constructor(fasta: Uint8Array) {
    const sequence = Buffer.from(fasta)
      .toString()
      .replace(/>.*/g, '')
      .replace(/[^ACGT]/g, '');
    this.#bases = [...sequence].map((letter) => 'ACGT'.indexOf(letter));
  }

  predict(out: Uint32Array): void {
    out.fill(2 ** 14);
    if (this.#done % 3 !== 0) return;
    const base = this.#bases[this.#done]!;
    out.fill(1).fill(2 ** 16 - 3, base, base + 1);
  }

  update(): void {
    this.#done++;
  }
}

const PACK = KnowledgePack.write({
  name: '',
  references: [],
  proteins: NO_PROTEINS,
  states: [],
  levels: [],
});

describe('options that would do nothing beside the others are refused:', () => {
  const predictor = { id: 'uniform', hash: '00', create: () => new Oracle(ascii('')) };
  const alone = { predictor, predictorAlone: true };
  const count = 2;

  // [what, options, what the message says]
  const IGNORED: [string, CompressOptions, string][] = [
    ['fewest bytes without a count', { partitions: { leastBytes: 9 } }, 'partitions.count'],
    ['a width without a count', { passing: { width: 2 } }, 'partitions.count'],
    ['a fraction where nothing is passed on', { passing: { topology: 'off', fraction: 1 } }, 'off'],
    [
      'a width where nothing is passed on',
      { partitions: { count }, passing: { topology: 'off', width: 2 } },
      'off',
    ],
    ['passing with a predictor alone', { ...alone, passing: { topology: 'star' } }, 'passing'],
    [
      'passing with a private network',
      { knowledge: { select: 'sprm' }, passing: { fraction: 1 } },
      'passing',
    ],
    ['training without a private network', { privateNetwork: { seconds: 1 } }, 'privateNetwork'],
    ['all knowledge with a predictor alone', { ...alone, knowledge: { select: 'spum' } }, 'alone'],
  ];

  test.each(IGNORED)('%s', async (_, options, says) => {
    const work = compress(ascii('ACGT'), options);
    await expect(work).rejects.toThrow(TypeError);
    await expect(work).rejects.toThrow(says);
  });

  test.each([
    ['a predictor alone', alone],
    ['no knowledge', { knowledge: { select: 'none' as const } }],
  ])('packs with %s', async (_, options: CompressOptions) => {
    const knowledge = { ...options.knowledge, packs: [PACK] };
    const work = compress(ascii('ACGT'), { ...options, knowledge });
    await expect(work).rejects.toThrow(TypeError);
  });

  test('a length that the bytes do not have', async () => {
    await expect(compress(ascii('ACGT'), { inputBytes: 3 })).rejects.toThrow(TypeError);
  });
});

describe('engines', () => {
  test('one of the caller computes both directions, with and without a predictor', async () => {
    const input = testdata('bundibugyo_ebola.fa', 3000);
    let created = 0;
    const create = (external?: () => Predictor) => {
      created++;
      return createReferenceCoder(external);
    };
    const predictor = { id: 'oracle', hash: '00', create: () => new Oracle(input) };
    for (const own of [{}, { predictor }]) {
      const archive = await compress(input, { ...FAST, ...own, engine: { create } });
      expect(Buffer.compare(await compress(input, { ...FAST, ...own }), archive)).toBe(0);
      const back = await decompress(archive, { ...own, engine: { create } });
      expect(Buffer.compare(back, input)).toBe(0);
    }
    // Both directions of both calls, and what else asks for one: trials of formats and knowledge.
    expect(created).toBeGreaterThanOrEqual(4);
  });

  test.each(['wasm', 'reference'] as const)('%s reads what the other made', async (engine) => {
    const input = testdata('bundibugyo_ebola.fa', 3000);
    const other = engine === 'wasm' ? 'reference' : 'wasm';
    const archive = await compress(input, { level: 6, engine });
    expect(Buffer.compare(await compress(input, { level: 6, engine: other }), archive)).toBe(0);
    expect(Buffer.compare(await decompress(archive, { engine: other }), input)).toBe(0);
  });
});

describe('predictors of the user', () => {
  /** Twice the odds for the base seen last. */
  const sticky: PredictorPlugin = {
    id: 'sticky',
    hash: '00ff',
    create() {
      let last = 0;
      return {
        predict: (out) => out.fill(2 ** 14 - 2 ** 12).fill(2 ** 14 + 3 * 2 ** 12, last, last + 1),
        update: (base) => void (last = base),
      };
    },
  };
  const input = ascii('>a\nAAAAAAAACCCCCCCCCCCCGGGGGGGGGGTTTTTTT\n');

  test.each([
    [2, false],
    [0, true],
  ])('are in the header, at level %i when alone is %s', async (level, predictorAlone) => {
    const archive = await compress(input, { level: 2, predictor: sticky, predictorAlone });
    const [header] = await headersOf(archive);
    expect(header?.model.level).toBe(level);
    expect(header?.model.predictor).toEqual({ id: 'sticky', hash: Uint8Array.of(0, 255) });
    expect(await decompress(archive, { predictor: sticky })).toEqual(input);
  });

  test('join the model, which does better than either', async () => {
    const genome = testdata('bundibugyo_ebola.fa');
    /** Better than the model at every third base, and worse at the others. */
    const oracle = { ...sticky, create: () => new Oracle(genome) };
    const size = async (options: object) =>
      (await compress(genome, { ...FAST, ...options })).length;
    const joined = await size({ predictor: oracle });
    expect(joined).toBeLessThan(0.9 * (await size({})));
    expect(joined).toBeLessThan(await size({ predictor: oracle, predictorAlone: true }));
  });

  test.each(['wasm', 'reference'] as const)(
    'which break their contract fail in %s',
    async (engine) => {
      for (const frequencies of [
        [0, 2 ** 15, 2 ** 14, 2 ** 14],
        [2 ** 14, 2 ** 14, 2 ** 14, 2 ** 14 + 1],
      ]) {
        const create = () => ({ predict: (out: Uint32Array) => out.set(frequencies), update() {} });
        const predictor = { ...sticky, create };
        await expect(compress(input, { ...FAST, predictor, engine })).rejects.toThrow(RangeError);
      }
    },
  );

  test.each([
    ['none', undefined, false],
    ['one of another id', { ...sticky, id: 'slippery' }, false],
    ['one of another hash', { ...sticky, hash: '00fe' }, false],
    ['none, where it was alone,', undefined, true],
    ['one of another hash, where it was alone,', { ...sticky, hash: '00fe' }, true],
  ])('decoding with %s is a model mismatch', async (_, predictor, predictorAlone) => {
    const archive = await compress(input, { predictor: sticky, predictorAlone });
    const work = decompress(archive, predictor === undefined ? {} : { predictor });
    expect(await codeOf(work)).toBe('model-mismatch');
    await expect(work).rejects.toThrow('"sticky" (hash 00ff)');
  });

  test('are not asked for where they were not used', async () => {
    const archive = await compress(input, FAST);
    expect(await decompress(archive, { predictor: sticky })).toEqual(input);
  });

  test.each([{ predictorAlone: true }, { engine: 'gpu' as never }])(
    '%o is a wrong call',
    async (options) => {
      await expect(compress(input, options)).rejects.toThrow(/predictorAlone|engine/);
    },
  );

  test.each([
    { ...sticky, id: '' },
    { ...sticky, id: 'x'.repeat(257) },
    { ...sticky, hash: '' },
    { ...sticky, hash: 'xyz' },
    { ...sticky, hash: '00'.repeat(65) },
  ])('%o is refused', async (predictor) => {
    await expect(compress(input, { predictor })).rejects.toThrow(RangeError);
  });
});
