/** The decoder that was written from the document follows translated copies as the packages do. */
import { compress } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { configForLevel, encodeConfig, END } from '@pmklc/models';
import { concat, genesOf, proteinFamily, reverseComplement } from '@pmklc/testing';
import { expect, test } from 'vitest';
import { headersOf } from '../../../packages/codec/test/support.ts';
import { RangeDecoder } from '../container/range-decoder.mjs';
import { configurationOf } from '../model/configuration.mjs';
import { DynamicModel } from '../model/dynamic-model.mjs';
import { agrees, fasta, isEqual, isUnpacked } from './support.mjs';

const FAMILY = proteinFamily(12, 150, 3);
const GENES = genesOf(FAMILY, 5);

test.each([
  ['of either strand', GENES],
  ['that come again, the other way', concat(GENES, reverseComplement(GENES))],
])('it unpacks genes of one family %s', async (_, bases) => {
  expect(await agrees(fasta(bases), { level: 2 })).toBe(true);
});

test('it unpacks genes of one family in partitions that start from others', async () => {
  const passing = { width: 1 };
  const partitions = { count: 2, leastBytes: 1 };
  const knowledge = { select: 'none' };
  const archive = await compress(fasta(GENES), { level: 2, partitions, passing, knowledge });
  const models = (await headersOf(archive)).map(({ model }) => model);
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0]);
  expect(isUnpacked(archive, fasta(GENES))).toBe(true);
});

test('it decodes genes of proteins that were known before', () => {
  const proteins = concat(...FAMILY.slice(0, 6).flatMap((p) => [p, Uint8Array.of(END)]));
  const bases = GENES.subarray(GENES.length / 2);
  const config = configForLevel(2, bases.length);
  const payload = engine.encode(config, bases, { proteins });
  expect(payload.length).toBeLessThan(0.98 * engine.encode(config, bases).length);
  expect(isEqual(decode(config, payload, bases.length, proteins), bases)).toBe(true);
});

function decode(config, payload, count, proteins) {
  const configuration = configurationOf({ modelConfig: encodeConfig(config) }, count);
  const model = new DynamicModel(configuration, count);
  model.know(proteins);
  const decoder = new RangeDecoder(payload);
  for (let i = 0; i < count; i++) model.step((_, frequencies) => decoder.base(frequencies));
  decoder.finish();
  return model.bases();
}
