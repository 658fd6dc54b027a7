/** The option `model`: configurations that are not a level's own. */
import { compress, decompress } from '@pmklc/codec';
import type { ModelConfig } from '@pmklc/models';
import {
  configForLevel,
  decodeConfig,
  LANE_BYTES,
  memoryBytes,
  withBothStrands,
} from '@pmklc/models';
import { expect, test } from 'vitest';
import { planModel, unpackingBytes } from '../src/partition/model-plan.ts';
import { FAST, headersOf, testdata } from './support.ts';

const INPUT = testdata('bundibugyo_ebola.fa', 4000);
const LEVEL_3 = configForLevel(3, 3900);
const NETWORK = LEVEL_3.networks[0]!;

const MODELS: Record<string, Partial<ModelConfig>> = {
  'no frames': { frames: null },
  'other frames': { frames: { genes: 1, intergenic: 4, orders: [3] } },
  'no networks': { networks: [] },
  'no pool': { pool: null, shortcutRun: 0 },
  'no context models': { orders: [] },
  'one context model and nothing else': { orders: [3], pool: null, shortcutRun: 0, networks: [] },
  'both strands': { invertedRepeats: true },
  'no secondary estimation': { secondaryEstimation: false },
  'other orders': { orders: [1, 4, 12] },
  'other views': { networks: [{ ...NETWORK, views: [{ stride: 2, k: 2, count: 32 }] }] },
};

test.each(Object.entries(MODELS))('a model with %s is all in the header', async (_, fields) => {
  const model = { ...LEVEL_3, ...fields };
  const archive = await compress(INPUT, { ...FAST, model });
  const [header] = await headersOf(archive);
  expect(header?.model.level).toBe(1);
  expect(decodeConfig(header!.model.config)).toEqual(model);
  expect(Buffer.compare(await decompress(archive), INPUT)).toBe(0);
});

test('models differ in what they make', async () => {
  const sizes = new Set<string>();
  for (const fields of Object.values(MODELS)) {
    const archive = await compress(INPUT, { ...FAST, model: { ...LEVEL_3, ...fields } });
    sizes.add(Buffer.from(archive).toString('hex'));
  }
  expect(sizes.size).toBe(Object.keys(MODELS).length);
});

test("the level's own model takes no room in the header, of one strand or of both", async () => {
  const bases = (await headersOf(await compress(INPUT, FAST)))[0]!.baseCount;
  const single = configForLevel(1, bases);
  for (const model of [single, withBothStrands(single)]) {
    const archive = await compress(INPUT, { ...FAST, model });
    const [header] = await headersOf(archive);
    expect(header!.model.config).toHaveLength(0);
    expect(header!.model.bothStrands).toBe(model === single ? undefined : true);
    expect(Buffer.compare(await decompress(archive), INPUT)).toBe(0);
  }
});

test('a model out of its range is refused', async () => {
  const model = { ...LEVEL_3, orders: [13] };
  await expect(compress(INPUT, { model })).rejects.toThrow(RangeError);
});

test('a model that does not fit into memory makes smaller partitions, but stays as it is', () => {
  const model = configForLevel(9, 2 ** 26);
  const choice = { model, lanes: 1 };
  const least = memoryBytes(model, 2 ** 22);
  expect(planModel(9, 1.2 * least, undefined, choice).level).toBe(9);
  expect(planModel(9, 1.2 * least, undefined, choice).partitionBases).toBeLessThan(2 ** 26);
  expect(() => planModel(9, least - 1, undefined, choice)).toThrow(/the model needs \d+ MiB/);
});

test('lanes take memory of their own', () => {
  const ofLanes = (lanes: number) => planModel(6, 2 ** 31, 2 ** 26, { lanes });
  expect(ofLanes(1000).partitionBases).toBe(2 ** 26);
  expect(unpackingBytes(6, 2 ** 26, { lanes: 1001 })).toBeGreaterThanOrEqual(
    unpackingBytes(6, 2 ** 26, { lanes: 1 }) + 1000 * LANE_BYTES - 2 ** 20,
  );
  expect(() => planModel(6, 2 ** 29, 2 ** 22, { lanes: 4096 })).toThrow(/not enough memory/);
});
