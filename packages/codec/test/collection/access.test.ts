/** Parts of a collection: one file of it, records of a file, and what is left of a damaged one. */
import { compress, decompress, openCollection, readMembers, salvageMembers } from '@pmklc/codec';
import type { BrokenMember, Member, MissingRange } from '@pmklc/codec';
import { readIndex } from '@pmklc/container';
import { byteSource } from '@pmklc/container';
import { concat, randomDna } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support.ts';
import { byName, collected, file, folder, pack, relatives, unpack } from './support.ts';

const FASTQ = '@r1\nACGTA\n+\nIIIII\n@r2\nCCGTA\n+\nIIHII\n';
const GENOMES = relatives(12, randomDna(2000));
const SET = [
  folder('genomes'),
  ...GENOMES,
  file('reads.fq', FASTQ),
  file('notes.txt', 'nothing of note\n'),
  file('empty', ''),
  file(
    'noise',
    Uint8Array.from({ length: 500 }, (_, i) => (i * i) % 253),
  ),
];
const ARCHIVE = await pack(SET);
const bytesOf = (member: { read(start: number, end: number): unknown; size: number }) =>
  Buffer.concat([...(member.read(0, member.size) as Uint8Array[])]).toString('latin1');

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk.slice());
  return Buffer.from(concat(...all)).toString('latin1');
}

describe('of a collection that is open', () => {
  test('members are those that were packed, in their order', async () => {
    const facts = SET.map(({ name, kind, size }) => ({ name, kind, size }));
    expect(await readMembers(ARCHIVE)).toEqual(facts);
    expect((await openCollection(ARCHIVE)).members).toEqual(facts);
  });

  test('each file is read by itself, from any place', async () => {
    const collection = await openCollection(ARCHIVE);
    for (const input of SET.filter(({ kind }) => kind === 'file').reverse()) {
      const archive = collection.open(collection.find(input.name)!);
      expect(archive.inputBytes).toBe(input.size);
      expect(await textOf(archive.bytes())).toBe(bytesOf(input));
      const [start, end] = [Math.floor(input.size / 3), Math.ceil(input.size / 2)];
      expect(await textOf(archive.bytes(start, end))).toBe(bytesOf(input).slice(start, end));
    }
  });

  test('several are read in the order in which they are stored', async () => {
    const collection = await openCollection(ARCHIVE);
    const wanted = ['reads.fq', 'empty', 'genomes/g7.fa'].map((name) => collection.find(name)!);
    const found: string[] = [];
    for await (const { member, bytes } of collection.readAll(wanted)) {
      expect(await textOf(bytes)).toBe(bytesOf(SET.find(({ name }) => name === member.name)!));
      found.push(member.name);
    }
    expect(found.sort()).toEqual(['empty', 'genomes/g7.fa', 'reads.fq']);
  });

  test('records of a file are found, and no others', async () => {
    const collection = await openCollection(ARCHIVE);
    const archive = collection.open(collection.find('genomes/g7.fa')!);
    const names: string[] = [];
    for await (const { name, length } of archive.records()) names.push(`${name} ${length}`);
    expect(names).toEqual(['g7 2000']);
    expect(await archive.find('g6')).toBeUndefined();
    const letters = bytesOf(GENOMES[7]!).replace(/^>.*\n|\n/g, '');
    expect(Buffer.from(await archive.read('g7', 100, 180)).toString()).toBe(
      letters.slice(100, 180),
    );
  });

  test('records of reads have their qualities', async () => {
    const collection = await openCollection(ARCHIVE);
    const archive = collection.open(collection.find('reads.fq')!);
    const record = (await archive.find('r2'))!;
    const range = { record, start: 1, end: 4 };
    expect(Buffer.from((await archive.readAll([range]))[0]!).toString()).toBe('CGT');
    expect(Buffer.from((await archive.readAllQualities([range]))[0]!).toString()).toBe('IHI');
  });

  test('there are no records in what has none', async () => {
    const collection = await openCollection(ARCHIVE);
    for (const name of ['noise', 'empty', 'notes.txt']) {
      const records = collection.open(collection.find(name)!).records();
      expect((await records.next()).done).toBe(true);
    }
  });

  test('a member of another collection is refused', async () => {
    const [collection, other] = [await openCollection(ARCHIVE), await openCollection(ARCHIVE)];
    expect(() => collection.open(other.members[3]!)).toThrow(RangeError);
  });
});

test('archives one after the other are one collection', async () => {
  const both = concat(ARCHIVE, await pack([file('more.fa', '>m\nACGTTT\n')]));
  const collection = await openCollection(both);
  expect(collection.members).toHaveLength(SET.length + 1);
  const archive = collection.open(collection.find('more.fa')!);
  expect(Buffer.from(await archive.read('m')).toString()).toBe('ACGTTT');
});

test('what is no collection has no members', async () => {
  const archive = await compress(new TextEncoder().encode('>a\nACGT\n'), { level: 1 });
  expect(await readMembers(archive)).toBeUndefined();
  expect(await codeOf(openCollection(archive))).toBe('unsupported-feature');
  expect(await codeOf(unpack(archive))).toBe('unsupported-feature');
  expect(await codeOf(unpack(concat(ARCHIVE, archive)))).toBe('corrupt');
  expect(await codeOf(decompress(concat(archive, ARCHIVE)))).toBe('corrupt');
  expect(await codeOf(readMembers(concat(ARCHIVE, archive)))).toBe('corrupt');
});

describe('salvage', () => {
  async function salvaged(archive: Uint8Array) {
    const [broken, missing]: [BrokenMember[], MissingRange[]] = [[], []];
    const on = {
      broken: (one: BrokenMember) => void broken.push(one),
      missing: (one: MissingRange) => void missing.push(one),
    };
    const found = byName(await collected(salvageMembers(archive, { on })));
    const name = ({ name: own }: Member) => own;
    return { found, broken: broken.map(({ member }) => name(member)), missing };
  }

  test('gives back all of what is whole', async () => {
    const { found, broken, missing } = await salvaged(ARCHIVE);
    expect(found).toEqual(byName(await unpack(ARCHIVE)));
    expect([broken, missing]).toEqual([[], []]);
  });

  test('gives the files of partitions that are whole, and names the others', async () => {
    const [{ partitions }] = (await readIndex(byteSource(ARCHIVE))) as [
      Awaited<ReturnType<typeof readIndex>>[0],
    ];
    const damaged = ARCHIVE.slice();
    damaged[partitions[0]!.offset + 40]! ^= 1;
    const { found, broken } = await salvaged(damaged);
    expect(broken.sort()).toEqual(GENOMES.map(({ name }) => name).sort());
    expect(found['reads.fq']).toBe(FASTQ);
    expect(found['noise']).toBe(bytesOf(SET.at(-1)!));
  });

  test('of what is cut off, gives all files before the cut', async () => {
    const [{ partitions }] = (await readIndex(byteSource(ARCHIVE))) as [
      Awaited<ReturnType<typeof readIndex>>[0],
    ];
    const { found, broken } = await salvaged(ARCHIVE.slice(0, partitions[1]!.offset));
    for (const genome of GENOMES) expect(found[genome.name]).toBe(bytesOf(genome));
    expect(broken).toContain('reads.fq');
  });

  test('without a table, is an error', async () => {
    const damaged = ARCHIVE.slice();
    damaged[12]! ^= 1;
    expect(await codeOf(salvaged(damaged))).toBe('corrupt');
  });
});
