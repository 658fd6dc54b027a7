/** Archives that need static knowledge: the public pack, and one made here. */
import type { CompressOptions } from '@pmklc/codec';
import { compress, decompress, openArchive } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { KnowledgePack, NO_PROTEINS, makePack, packReference, publicPack } from '@pmklc/knowledge';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { randomBases } from '@pmklc/testing';
import { mutated } from './contract-inputs.ts';
import { ascii, codeOf, headersOf } from './support.ts';

const dna = (bases: Uint8Array) =>
  ascii(`>related\n${[...bases].map((base) => 'ACGT'[base]).join('')}\n`);

const GENOME = randomBases(20_000, 5);
const RELATIVE = dna(mutated(GENOME, 3, 60, 500).subarray(0, 6000));
const STRANGER = dna(randomBases(6000, 8));

let file: Uint8Array;
let pack: KnowledgePack;
/** Of the relative, with the pack. */
let related: Uint8Array;
beforeAll(async () => {
  const genomes = [{ name: 'genome', bases: GENOME }];
  file = await makePack(genomes, { engine, name: 'test', levels: [1], rounds: 1, seed: 1 });
  pack = KnowledgePack.read(file);
  related = await packed(RELATIVE);
});

/** At level 1 with the pack. */
const packed = (input: Uint8Array, options: CompressOptions = {}) =>
  compress(input, {
    level: 1,
    ...options,
    knowledge: { packs: options.knowledge?.select === 'none' ? [] : [file], ...options.knowledge },
  });

/** Ids of the packs that a partition names, in hexadecimal. */
const namesIn = async (archive: Uint8Array) =>
  (await headersOf(archive)).map(({ model }) =>
    model.knowledge.map((entry) => Buffer.from(entry.subarray(1, 7)).toString('hex')),
  );

async function expectBack(archive: Uint8Array, input: Uint8Array): Promise<void> {
  for (const engine of ['wasm', 'reference'] as const) {
    const back = await decompress(archive, { knowledge: { packs: [file] }, engine });
    expect(Buffer.compare(back, input)).toBe(0);
  }
}

describe('the selector', () => {
  test('uses a pack for what is related to it', async () => {
    const without = await packed(RELATIVE, { knowledge: { select: 'none' } });
    expect(await namesIn(related)).toEqual([[pack.hexId]]);
    expect(await namesIn(without)).toEqual([[]]);
    expect(related.length).toBeLessThan(0.6 * without.length);
    await expectBack(related, RELATIVE);
  });

  test('codes samples with the engine of the options, and chooses the same', async () => {
    const instances = vi.spyOn(WebAssembly, 'Instance');
    const archive = await packed(RELATIVE, { engine: 'reference' });
    // Only engines import a host's predictor: side streams have kernels of their own.
    const engines = instances.mock.calls.filter(([, imports]) => 'host' in (imports ?? {}));
    expect(engines).toEqual([]);
    instances.mockRestore();
    expect(Buffer.compare(archive, related)).toBe(0);
  });

  test('tells what it tried', async () => {
    const told: unknown[] = [];
    await packed(RELATIVE, { on: { trial: (...trial) => told.push(trial) } });
    const ours = { pack: pack.hexId, what: 'genome', isChosen: true };
    expect(told).toMatchObject([[0, expect.arrayContaining([expect.objectContaining(ours)])]]);
  });

  test('copies nothing for a stranger', async () => {
    const archive = await packed(STRANGER);
    const without = await packed(STRANGER, { knowledge: { select: 'none' } });
    expect(archive.length).toBeLessThanOrEqual(1.001 * without.length);
    await expectBack(archive, STRANGER);
  });

  test('leaves short sequences alone', async () => {
    const archive = await packed(RELATIVE.subarray(0, 4000));
    expect(await namesIn(archive)).toEqual([[]]);
  });

  test('takes everything when told to', async () => {
    // Without room for the large ones.
    const memoryLimitBytes = 100 * 2 ** 20;
    const archive = await packed(STRANGER, { knowledge: { select: 'spum' }, memoryLimitBytes });
    expect(await namesIn(archive)).toEqual([[pack.hexId, publicPack().hexId]]);
    const back = await decompress(archive, { knowledge: { packs: [file] } });
    expect(Buffer.compare(back, STRANGER)).toBe(0);
  });

  test('takes a pack once, however often it is given', async () => {
    const archive = await packed(RELATIVE, { knowledge: { packs: [file, file] } });
    expect(await namesIn(archive)).toEqual([[pack.hexId]]);
  });

  test('knows no other mode', async () => {
    await expect(packed(RELATIVE, { knowledge: { select: 'all' as 'none' } })).rejects.toThrow(
      RangeError,
    );
  });
});

test('both engines make the same archive', async () => {
  const reference = await packed(RELATIVE, { engine: 'reference' });
  expect(Buffer.compare(reference, related)).toBe(0);
});

test('parts of an archive can be read', async () => {
  const archive = await openArchive(related, { knowledge: { packs: [file] } });
  const start = RELATIVE.indexOf(10) + 1;
  const read = await archive.read('related', 3000, 3100);
  expect(Buffer.compare(read, RELATIVE.subarray(start + 3000, start + 3100))).toBe(0);
});

describe('without the pack', () => {
  test('an archive is refused by name', async () => {
    expect(await codeOf(decompress(related))).toBe('model-mismatch');
    await expect(decompress(related)).rejects.toThrow(pack.hexId);
  });

  test('one that does not use it unpacks', async () => {
    const archive = await packed(RELATIVE, { knowledge: { select: 'none' } });
    expect(Buffer.compare(await decompress(archive), RELATIVE)).toBe(0);
  });

  test('what is no pack is refused', async () => {
    const knowledge = { packs: [ascii('no pack')] };
    expect(await codeOf(compress(RELATIVE, { knowledge }))).toBe('bad-magic');
    expect(await codeOf(decompress(related, { knowledge }))).toBe('bad-magic');
  });
});

test('with too little memory for proteins, an archive does without, and unpacks with as much', async () => {
  const input = dna(randomBases(60_000, 3));
  const needs = [];
  for (const mib of [75, 200]) {
    const memoryLimitBytes = mib * 2 ** 20;
    const options = { level: 2, partitions: { bases: 2 ** 16 }, memoryLimitBytes };
    const archive = await compress(input, { ...options, knowledge: { select: 'spum' } });
    expect(Buffer.compare(await decompress(archive, { memoryLimitBytes }), input)).toBe(0);
    needs.push((await headersOf(archive))[0]!.model.memoryBytes);
  }
  expect(needs[0]).toBeLessThan(75 * 2 ** 20);
  expect(needs[1]).toBeGreaterThan(100 * 2 ** 20);
});

test('with too little memory for references, an archive does without, and unpacks with as much', async () => {
  const bases = randomBases(12_000_000, 9);
  const contents = {
    name: '',
    references: [packReference('large', bases)],
    proteins: NO_PROTEINS,
    states: [],
    levels: [],
  };
  const knowledge = { packs: [KnowledgePack.write(contents)] };
  // A little of everything, so that all of it is read.
  const input = dna(bases.filter((_, i) => i % 2 ** 14 < 200));
  const sizes = [];
  for (const memoryLimitBytes of [2 ** 31, 100 * 2 ** 20]) {
    const archive = await compress(input, { level: 1, knowledge, memoryLimitBytes });
    const back = await decompress(archive, { knowledge, memoryLimitBytes });
    expect(Buffer.compare(back, input)).toBe(0);
    sizes.push(archive.length);
  }
  expect(sizes[0]).toBeLessThan(0.2 * sizes[1]!);
});

test('with partitions, knowledge comes first, then what they pass on', async () => {
  const input = dna(Uint8Array.from(Array.from({ length: 10 }, () => [...GENOME]).flat()));
  const archive = await packed(input, { partitions: { count: 3, leastBytes: 1 } });
  const models = (await headersOf(archive)).map(({ model }) => model);
  expect(models.map(({ prefixUpTo }) => prefixUpTo)).toEqual([undefined, undefined, 0]);
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0, 1]);
  expect(await namesIn(archive)).toEqual([[pack.hexId], [pack.hexId], [pack.hexId]]);
  await expectBack(archive, input);
});
