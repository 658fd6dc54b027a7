/** The decoder that was written from the document decodes lanes as the packages code them. */
import { compress } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { configForLevel, encodeConfig, END } from '@pmklc/models';
import { concat, genesOf, proteinFamily, reverseComplement } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { headersOf } from '../../../packages/codec/test/support.ts';
import { splitLanes } from '../container/payload.mjs';
import { configurationOf } from '../model/configuration.mjs';
import { DynamicModel } from '../model/dynamic-model.mjs';
import { fasta, fileOf, isEqual, isUnpacked } from './support.mjs';

const GENOME = fileOf('testdata/HePy.seq');
const LANES = [2, 7, 16];
const NOTHING_KNOWN = { select: 'none' };

async function packed(input, options) {
  const archive = await compress(input, { knowledge: NOTHING_KNOWN, ...options });
  return { archive, models: (await headersOf(archive)).map(({ model }) => model) };
}

test.each(LANES.flatMap((lanes) => [1, 6].map((level) => [lanes, level])))(
  'it unpacks a genome of %i lanes at level %i',
  async (lanes, level) => {
    const input = GENOME.subarray(0, 16 * 1024 + 500);
    const { archive, models } = await packed(input, { level, lanes });
    expect(models.map((model) => model.lanes)).toEqual([lanes]);
    expect(isUnpacked(archive, input)).toBe(true);
  },
);

test('it unpacks copies from lanes that are still being decoded, of either strand', async () => {
  const start = [...GENOME.subarray(0, 6000)].map((letter) =>
    'ACGT'.indexOf(String.fromCodePoint(letter)),
  );
  const bases = Uint8Array.from(start, (base) => Math.max(base, 0));
  const input = fasta(concat(bases, reverseComplement(bases), bases));
  for (const lanes of [2, 7, 16]) {
    const { archive } = await packed(input, { level: 6, lanes });
    expect(isUnpacked(archive, input)).toBe(true);
  }
});

test('it unpacks lanes of the same bases, where seeds find what is not known yet', async () => {
  const unit = Buffer.from(GENOME.subarray(0, 1500)).toString();
  const { archive } = await packed(new TextEncoder().encode(unit.repeat(7)), {
    level: 6,
    lanes: 7,
  });
  expect(isUnpacked(archive, new TextEncoder().encode(unit.repeat(7)))).toBe(true);
});

test.each([[[70]], [[30, 50]]])('it unpacks lanes of reads of lengths %j', async (lengths) => {
  const letters = Buffer.from(GENOME.subarray(0, 2000)).toString();
  const read = (i) => {
    const from = (i * 367) % 1900;
    return letters.slice(from, from + lengths[i % lengths.length]);
  };
  const reads = Array.from({ length: 250 }, (_, i) => `>r${i}\n${read(i)}\n`);
  const input = new TextEncoder().encode(reads.join(''));
  const { archive, models } = await packed(input, { level: 6, lanes: 7 });
  expect(models.map(({ readLengths, lanes }) => ({ readLengths, lanes }))).toEqual([
    { readLengths: lengths, lanes: 7 },
  ]);
  expect(isUnpacked(archive, input)).toBe(true);
});

test.each([1, 6])(
  'it unpacks lanes of level %i that start from what others learned',
  async (level) => {
    const input = GENOME.subarray(0, 30_001);
    const partitions = { count: 2, leastBytes: 1 };
    const { archive, models } = await packed(input, {
      level,
      lanes: 7,
      partitions,
      passing: { width: 1 },
    });
    expect(models.map(({ lanes, snapshotFrom }) => ({ lanes, snapshotFrom }))).toEqual([
      { lanes: 7, snapshotFrom: undefined },
      { lanes: 7, snapshotFrom: 0 },
    ]);
    expect(isUnpacked(archive, input)).toBe(true);
  },
);

test.each(LANES)(
  'it decodes genes in %i lanes, of proteins and a prefix that are known before',
  (lanes) => {
    const family = proteinFamily(12, 150, 3);
    const genes = genesOf(family, 5);
    const proteins = concat(...family.slice(0, 6).flatMap((p) => [p, Uint8Array.of(END)]));
    const bases = concat(genes, reverseComplement(genes), genes).subarray(0, 1024 * lanes + 301);
    const prefix = genes.subarray(1000, 3000);
    const config = configForLevel(2, prefix.length + bases.length);
    const payload = engine.encode(config, bases, { proteins, prefix, lanes });
    const known = { proteins, prefix, lanes, count: bases.length };
    expect(isEqual(decode(config, payload, known), bases)).toBe(true);
  },
);

test('it refuses more lanes than the bases have room for', () => {
  const model = new DynamicModel(configurationOf({ level: 1, modelConfig: [] }, 2047), 2047);
  expect(() => model.split(2)).toThrow('corrupt');
});

test('it refuses lanes of a network that learns from the opposite strand', () => {
  const config = configForLevel(2, 4096);
  const networks = config.networks.map((network) => ({
    ...network,
    joint: false,
    invertedEvery: 4,
  }));
  const modelConfig = encodeConfig({ ...config, networks });
  const model = new DynamicModel(configurationOf({ modelConfig }, 4096), 4096);
  expect(() => model.split(2)).toThrow('corrupt');
});

function decode(config, payload, { proteins, prefix, lanes, count }) {
  const all = prefix.length + count;
  const model = new DynamicModel(configurationOf({ modelConfig: encodeConfig(config) }, all), all);
  model.know(proteins);
  model.prime(prefix);
  model.split(lanes);
  const decoders = splitLanes(payload, lanes);
  for (let step = 0; step < count / lanes; step++) {
    model.step((lane, frequencies) => decoders[lane].base(frequencies));
  }
  for (const decoder of decoders) decoder.finish();
  return model.bases();
}
