/** Archives with a network that was trained on their own bases; here with random weights, which are as good. */
import type { CompressOptions, TrainPrivate } from '@pmklc/codec';
import { compress, decompress, inspectArchive, openArchive } from '@pmklc/codec';
import { PmklcError } from '@pmklc/core';
import { describeUse } from '@pmklc/knowledge';
import { encodeWeights, Random } from '@pmklc/models';
import { DeviceError } from '@pmklc/gske';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomDna } from '@pmklc/testing';
import { decodePartition } from '../src/partition/decode-partition.ts';
import { packWeights, privateBytes } from '../src/private-network/private-network.ts';
import { ascii, chunked, codeOf, headersOf } from './support.ts';

const INPUT = Buffer.concat([ascii('>one\n'), randomDna(90_000, 3), ascii('\n')]);
const random = new Random();
const numbers = (count: number, limit: number) =>
  Int16Array.from({ length: count }, () => random.next() % limit);
const WEIGHTS = encodeWeights({
  shape: { hidden: 16, views: [{ stride: 2, k: 2, count: 6 }] },
  rows: numbers(16 * 6 * 16, 2000),
  bias: numbers(16, 2000),
  outputs: numbers(4 * 16, 3000),
  outputBiases: numbers(4, 500),
});
const WEIGHT_BYTES = packWeights(WEIGHTS).length;

const asked: { bases: number; budgetSeconds: number }[] = [];
const train: TrainPrivate = async ({ length: bases }, { budgetSeconds }) => {
  asked.push({ bases, budgetSeconds });
  return { bytes: WEIGHTS, bitsPerBase: 2.5 };
};
const SPRM = { level: 1, knowledge: { select: 'sprm' }, privateNetwork: { train } } as const;
const packed = (input: Uint8Array, options: CompressOptions = {}) =>
  compress(input, { ...SPRM, ...options });

async function expectBack(archive: Uint8Array): Promise<void> {
  for (const engine of ['wasm', 'reference'] as const) {
    expect(Buffer.compare(await decompress(archive, { engine }), INPUT)).toBe(0);
  }
}

let archive: Uint8Array;
const reports: unknown[] = [];
beforeAll(async () => {
  const trained = (...report: unknown[]) => void reports.push(report);
  archive = await packed(INPUT, { privateNetwork: { seconds: 7, train }, on: { trained } });
});

test('the network is trained on the bases, in the time that was given, and reported', () => {
  expect(reports).toEqual([[0, { storedBytes: WEIGHT_BYTES, bitsPerBase: 2.5 }]]);
  expect(asked).toEqual([{ bases: 90_000, budgetSeconds: 7 }]);
});

test('its weights are in the archive, whose header says how many bytes they are', async () => {
  const [{ model }] = (await headersOf(archive)) as [Awaited<ReturnType<typeof headersOf>>[0]];
  expect(privateBytes(model.knowledge)).toBe(WEIGHT_BYTES);
  expect(describeUse(model.knowledge[0]!, [])).toBe(`private network of ${WEIGHT_BYTES} bytes`);
  const without = await compress(INPUT, { level: 1, knowledge: { select: 'none' } });
  expect(archive.length).toBeGreaterThan(without.length + 0.9 * WEIGHT_BYTES);
});

test('both engines unpack it, and make the same', async () => {
  await expectBack(archive);
  const reference = await packed(INPUT, { engine: 'reference' });
  expect(Buffer.compare(reference, archive)).toBe(0);
});

test('each partition has one, and none starts from another', async () => {
  const parts = await packed(INPUT, { partitions: { count: 2, leastBytes: 1 } });
  const models = (await headersOf(parts)).map(({ model }) => model);
  expect(models.map(({ knowledge }) => privateBytes(knowledge))).toEqual([
    WEIGHT_BYTES,
    WEIGHT_BYTES,
  ]);
  expect(models.map(({ snapshotFrom, prefixUpTo }) => [snapshotFrom, prefixUpTo])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  await expectBack(parts);
});

test('parts of an archive can be read', async () => {
  const opened = await openArchive(archive);
  const read = await opened.read('one', 3000, 3100);
  expect(Buffer.compare(read, INPUT.subarray(3005, 3105))).toBe(0);
});

test('there is none for a few bases', async () => {
  const [header] = await headersOf(await packed(INPUT.subarray(0, 10_000)));
  expect(header!.model.knowledge).toEqual([]);
});

describe('the rule by size', () => {
  const SIZE = { knowledge: { select: 'size' } } as const;

  test('takes public knowledge up to 500 MB, and a network above', async () => {
    const small = ascii(`>small\n${'ACGTTGCA'.repeat(1000)}\n`);
    const memoryLimitBytes = 100 * 2 ** 20;
    const [header] = await headersOf(await packed(small, { ...SIZE, memoryLimitBytes }));
    expect(describeUse(header!.model.knowledge[0]!, [])).toMatch(/^[0-9a-f]{12}$/);
    const [large] = await headersOf(
      await compress(chunked(INPUT, 2 ** 16), { ...SPRM, ...SIZE, inputBytes: 500_000_001 }),
    );
    expect(privateBytes(large!.model.knowledge)).toBe(WEIGHT_BYTES);
  });

  test('has to know the size', async () => {
    const work = compress(chunked(INPUT, 2 ** 16), SIZE);
    await expect(work).rejects.toThrow(TypeError);
  });
});

test('options that make no sense are refused', async () => {
  await expect(packed(INPUT, { privateNetwork: { seconds: 0 } })).rejects.toThrow(RangeError);
  const create = () => ({ predict: () => {}, update: () => {} });
  const predictor = { id: 'own', hash: '00', create };
  await expect(packed(INPUT, { predictor })).rejects.toThrow(TypeError);
});

test('what training fails with is told', async () => {
  const error = new DeviceError('missing-package', 'no TensorFlow.js here: npm install it');
  const work = packed(INPUT, {
    privateNetwork: { train: () => Promise.reject(error) },
  });
  await expect(work).rejects.toBe(error);
});

describe('damage', () => {
  /** Decodes a partition of 20 bases with this entry and payload. */
  const decode = (knowledge: Uint8Array[], payload: Uint8Array) => {
    const model = { level: 1, revision: 1, config: new Uint8Array(0), lanes: 1, knowledge };
    const header = {
      index: 0,
      format: 'plain' as const,
      inputBytes: 20,
      baseCount: 20,
      streams: [],
      model: { ...model, memoryBytes: 2 ** 26 },
    };
    return decodePartition({ header, streams: [], payload });
  };
  const ok = packWeights(WEIGHTS);
  const entry = (bytes: number) => Uint8Array.of(1, (bytes & 127) | 128, bytes >> 7);
  const failure = (knowledge: Uint8Array[], payload: Uint8Array) =>
    codeOf((async () => decode(knowledge, payload))());

  test('weights that are not whole are truncated', async () => {
    expect(await failure([entry(ok.length)], ok.subarray(1))).toBe('truncated');
  });

  test.each([
    ['another kind', [Uint8Array.of(2, 5)]],
    ['no size', [Uint8Array.of(1, 0)]],
    ['two networks', [entry(ok.length), entry(ok.length)]],
    ['more than a size', [Uint8Array.of(...entry(ok.length), 0)]],
  ])('%s is corrupt', async (_, knowledge) => {
    expect(await failure(knowledge, ok)).toBe('corrupt');
  });

  test('so are weights of more than a mebibyte, and what is no network', async () => {
    for (const weights of [new Uint8Array(2 ** 20 + 1), WEIGHTS.subarray(1), ascii('no network')]) {
      const wrong = packWeights(weights);
      expect(['corrupt', 'truncated']).toContain(await failure([entry(wrong.length)], wrong));
    }
  });

  test('a changed byte of the weights is never silent', async () => {
    for (let at = 0; at < ok.length; at += 29) {
      const damaged = ok.slice();
      damaged[at]! ^= 16;
      try {
        decode([entry(ok.length)], Buffer.concat([damaged, new Uint8Array(9)]));
      } catch (error) {
        expect(error).toBeInstanceOf(PmklcError);
      }
    }
  });
});

test('an inspection tells the network from the bases', async () => {
  const { streams, partitions, bits } = await inspectArchive(await packed(INPUT));
  expect(streams).toContainEqual({
    name: 'private network',
    packedBytes: WEIGHT_BYTES,
    rawBytes: 0,
  });
  expect(Math.abs(8 * partitions[0]!.payloadBytes - bits)).toBeLessThan(64);
});
