import type { SplitPackingOptions } from '@pmklc/codec';
import { compress, packCollection, runJob, splitPacking, splitUnpacking } from '@pmklc/codec';
import { engine } from '@pmklc/engine';
import { makePack } from '@pmklc/knowledge';
import { bytesOf, concat, randomBases, randomDna } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, FAST, testdata } from '../support.ts';
import {
  hashesOf,
  hashOf,
  joined,
  MemoryFolder,
  packByJobs,
  splitOf,
  unpackByJobs,
} from './support.ts';

const genome = () => {
  const lines = new TextDecoder().decode(randomDna(90_000)).match(/.{1,60}/g)!;
  // A repeat in another partition, lower case and letters that are no bases.
  const text = `>one\n${lines.join('\n')}\n>two nnNN\nACGTNNNN\n${lines.slice(0, 900).join('\n')}\nacgt\n`;
  return bytesOf(text);
};
const reads = () =>
  bytesOf(
    Array.from({ length: 900 }, (_, i) => {
      const bases = new TextDecoder().decode(randomDna(100, i));
      return `@read.${i}\n${bases}\n+\n${'FFF:F,FF#F'.repeat(10)}\n`;
    }).join(''),
  );
const cut = (count: number) => ({ count, leastBytes: 1 });

const WORK: [string, () => Uint8Array, SplitPackingOptions][] = [
  ['nothing', () => new Uint8Array(0), FAST],
  ['one partition', genome, FAST],
  ['a chain that copies', genome, { ...FAST, partitions: cut(4) }],
  ['a chain', genome, { ...FAST, partitions: { bases: 2 ** 16 } }],
  ['a star', genome, { ...FAST, partitions: cut(3), passing: { topology: 'star', width: 3 } }],
  ['no passing', genome, { ...FAST, partitions: cut(3), passing: { topology: 'off' } }],
  ['all of the state', genome, { ...FAST, partitions: cut(2), passing: { fraction: 1, width: 2 } }],
  ['lanes', genome, { ...FAST, partitions: cut(2), lanes: 4 }],
  ['reads', reads, { ...FAST, partitions: cut(3) }],
  ['no sequence', () => bytesOf('some text\n'.repeat(9000)), { ...FAST, partitions: cut(2) }],
  ['the fast model', genome, { level: 0, partitions: cut(3) }],
  ['another level', genome, { level: 3, partitions: cut(2), knowledge: { select: 'auto' } }],
];

test.each(WORK)('jobs give the bytes of one machine, both ways: %s', async (_, input, options) => {
  const bytes = input();
  const { archive } = await packByJobs(bytes, options);
  expect(hashOf(archive)).toBe(hashOf(await compress(bytes, options)));
  expect(hashOf(await unpackByJobs(archive))).toBe(hashOf(bytes));
});

test('a real genome that uses knowledge', async () => {
  const bytes = testdata('cacao_chloroplast.fa', 100_000);
  const options = { level: 2, partitions: cut(2) };
  const { archive } = await packByJobs(bytes, options);
  expect(hashOf(archive)).toBe(hashOf(await compress(bytes, options)));
  expect(hashOf(await unpackByJobs(archive))).toBe(hashOf(bytes));
});

describe('a chain of four', () => {
  const options = { level: 0, partitions: cut(4), passing: { width: 4 } };
  const expected = compress(genome(), options).then(hashOf);

  test('splits alike each time', async () => {
    const [first, again] = [await splitOf(genome(), options), await splitOf(genome(), options)];
    expect(hashesOf(first.folder)).toEqual(hashesOf(again.folder));
    expect([...first.folder.files.keys()]).toEqual([
      '0001.job',
      '0002.job',
      '0003.job',
      '0004.job',
      'skeleton',
    ]);
  });

  test('leaves a snapshot before the result, but for the last', async () => {
    const { folder } = await packByJobs(genome(), options);
    expect(folder.written.slice(5)).toEqual([
      '0001.snapshot',
      '0001.result',
      '0002.snapshot',
      '0002.result',
      '0003.snapshot',
      '0003.result',
      '0004.result',
    ]);
  });

  test('is coded in any order once the snapshots are there', async () => {
    const { folder } = await splitOf(genome(), options);
    for (const index of [0, 1, 2]) {
      expect(await runJob(folder, index, { snapshotOnly: true })).toHaveLength(1);
    }
    expect(folder.files.has('0001.result')).toBe(false);
    for (const index of [3, 1, 0, 2]) await runJob(folder, index);
    expect(hashOf(await joined(folder))).toBe(await expected);
  });

  test('says which snapshot is missing', async () => {
    const { folder } = await splitOf(genome(), options);
    await expect(runJob(folder, 2)).rejects.toMatchObject({
      code: 'incomplete',
      message: '0003.job starts from 0002.snapshot, which is missing',
    });
    expect(folder.written).toHaveLength(5);
  });

  test('does nothing again', async () => {
    const { folder } = await packByJobs(genome(), options);
    const before = hashesOf(folder);
    expect(await runJob(folder, 1)).toEqual([]);
    expect(await runJob(folder, 1, { force: true })).toEqual(['0002.snapshot', '0002.result']);
    expect(hashesOf(folder)).toEqual(before);
  });

  test.each(['0002.result', '0002.snapshot'])('makes a lost or damaged %s anew', async (name) => {
    const { folder } = await packByJobs(genome(), options);
    const before = hashesOf(folder);
    folder.files.delete(name);
    expect(await runJob(folder, 1)).toEqual([name]);
    folder.files.get(name)![40]! ^= 1;
    expect(await runJob(folder, 1)).toEqual([name]);
    expect(hashesOf(folder)).toEqual(before);
  });

  test('names results that are missing or damaged, and gives no byte', async () => {
    const { folder } = await packByJobs(genome(), options);
    folder.files.delete('0001.result');
    folder.files.set('0003.result', folder.files.get('0003.result')!.subarray(0, -1));
    folder.files.set('0004.result', folder.files.get('0002.result')!);
    await expect(joined(folder)).rejects.toMatchObject({
      code: 'incomplete',
      message: 'results are not all there: 0001 missing, 0003 damaged, 0004 of another job',
    });
  });

  test('takes no result of other work', async () => {
    const { folder } = await packByJobs(genome(), options);
    const other = concat(genome(), bytesOf('A\n'));
    await splitPacking(other, folder, options);
    expect(await codeOf(joined(folder))).toBe('incomplete');
    for (const index of [0, 1, 2, 3]) await runJob(folder, index);
    expect(hashOf(await joined(folder))).toBe(hashOf(await compress(other, options)));
  });

  test('a job that is stopped leaves nothing', async () => {
    const { folder } = await splitOf(genome(), options);
    const control = new AbortController();
    const reason = new Error('enough');
    const work = runJob(folder, 0, {
      signal: control.signal,
      snapshotOnly: true,
      onProgress: () => control.abort(reason),
    });
    await expect(work).rejects.toBe(reason);
    expect(folder.files.has('0001.result')).toBe(false);
    await runJob(folder, 0);
    expect(folder.files.has('0001.result')).toBe(true);
  });
});

test('unpacking goes in any order where snapshots are there, too', async () => {
  const options = { level: 0, partitions: cut(3), passing: { width: 3 } };
  const archive = await compress(genome(), options);
  const folder = new MemoryFolder();
  await splitUnpacking(archive, folder);
  for (const index of [0, 1]) await runJob(folder, index, { snapshotOnly: true });
  for (const index of [2, 0, 1]) await runJob(folder, index);
  expect(hashOf(await joined(folder))).toBe(hashOf(genome()));
});

test('unpacking with copies waits for the bases that are copied', async () => {
  const archive = await compress(genome(), { level: 0, partitions: cut(4) });
  const folder = new MemoryFolder();
  await splitUnpacking(archive, folder);
  for (const index of [0, 1]) await runJob(folder, index, { snapshotOnly: true });
  await expect(runJob(folder, 2)).rejects.toMatchObject({
    code: 'incomplete',
    message: '0003.job starts from 0001.result, which is missing',
  });
});

describe('what jobs cannot do is refused', () => {
  test('options of doing a job that there are not', async () => {
    const { folder } = await splitOf(genome(), { level: 0 });
    const misspelled = { snapshotonly: true } as object;
    await expect(runJob(folder, 0, misspelled)).rejects.toThrow(TypeError);
    await expect(runJob(folder, 0, { memoryLimitBytes: 0 })).rejects.toThrow(RangeError);
  });

  test('private networks', async () => {
    const options = { knowledge: { select: 'sprm' } } as const;
    const split = splitPacking(genome(), new MemoryFolder(), options);
    await expect(split).rejects.toThrow(RangeError);
  });

  test('collections, mates and archives in a row', async () => {
    const one = await compress(genome(), FAST);
    const collection: Uint8Array[] = [];
    const read = async function* () {
      yield bytesOf('>a\nACGT\n');
    };
    const member = { name: 'a.fa', kind: 'file', size: 8, read } as const;
    for await (const chunk of packCollection([member], FAST)) collection.push(chunk);
    const mates = await compress(reads(), { ...FAST, mateNames: ['a', 'b'] });
    for (const archive of [concat(one, one), concat(...collection), mates]) {
      const split = splitUnpacking(archive, new MemoryFolder());
      expect(await codeOf(split)).toBe('unsupported-feature');
    }
  });

  test('other knowledge than where it was divided', async () => {
    const bases = randomBases(20_000, 5);
    const packs = [
      await makePack([{ name: 'a', bases }], { engine, name: 'a', levels: [], rounds: 1, seed: 1 }),
    ];
    const { folder } = await splitOf(genome(), { level: 1, knowledge: { packs } });
    expect(await codeOf(runJob(folder, 0))).toBe('model-mismatch');
    expect(await runJob(folder, 0, { knowledge: { packs } })).toEqual(['0001.result']);
  });

  test('files that are none of jobs, cut short, or of other partitions', async () => {
    const { folder } = await splitOf(genome(), { ...FAST, partitions: cut(2) });
    const job = folder.files.get('0001.job')!;
    const codes = [];
    for (const bytes of [genome(), job.subarray(0, 3), job.subarray(0, -1), concat(job, job)]) {
      folder.files.set('0001.job', bytes);
      codes.push(await codeOf(runJob(folder, 0)));
    }
    expect(codes).toEqual(['bad-magic', 'truncated', 'truncated', 'not-empty-tail']);
    folder.files.set('0001.job', folder.files.get('0002.job')!);
    expect(await codeOf(runJob(folder, 0))).toBe('corrupt');
    folder.files.delete('0001.job');
    expect(await codeOf(runJob(folder, 0))).toBe('incomplete');
    folder.files.delete('skeleton');
    expect(await codeOf(joined(folder))).toBe('incomplete');
  });
});
