import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PackedTable, PartitionContent } from '@pmklc/container';
import {
  ArchiveWriter,
  decodeMemberTable,
  encodeMemberTable,
  readArchives,
} from '@pmklc/container';
import { concat, hexOf } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { digestOf, pack, smallPartition, text, unpack } from './support.ts';

// Made by tools/vectors/container.mjs. Bytes on disk depend on these: a change is a format change.
const VECTORS = JSON.parse(
  readFileSync(new URL('vectors.golden.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const TINY = '>tiny\nACGTACGT\n';

const FULL: PartitionContent = {
  info: {
    format: 'fastq',
    inputBytes: 12_000_000_000,
    baseCount: 5_000_000_000,
    contentCrc: 0,
    model: {
      level: 9,
      memoryBytes: 200 * 2 ** 20,
      revision: 2,
      config: Uint8Array.of(1, 2, 3),
      knowledge: [Uint8Array.of(0xaa), Uint8Array.of(0xbb, 0xcc)],
      snapshotBases: 250_000_000,
      basesKept: true,
      predictor: { id: 'mine.js', hash: Uint8Array.of(0xde, 0xad) },
    },
  },
  streams: [{ id: 300, bytes: new Uint8Array(0), rawBytes: 1_000_000 }],
  payload: Uint8Array.of(0x80),
};

const WARM: PartitionContent = {
  info: {
    format: 'plain',
    inputBytes: 8192,
    baseCount: 8192,
    contentCrc: 1,
    model: {
      level: 1,
      snapshotFrom: 0,
      prefixUpTo: 0,
      bothStrands: true,
      lanes: 8,
      readLengths: [28, 300],
    },
  },
  streams: [],
  payload: new Uint8Array(0),
};

const CASES: [string, PartitionContent[], string][] = [
  ['no partition', [], ''],
  ['one partition', [smallPartition()], TINY],
  ['three partitions', [smallPartition(), smallPartition(), smallPartition()], TINY.repeat(3)],
  ['every field', [FULL, WARM], ''],
];

describe.each(CASES)('golden: %s', (name, partitions, input) => {
  test('writes', async () => {
    expect(hexOf(await pack(partitions, digestOf(text(input))))).toBe(VECTORS[name]);
  });

  test('reads', async () => {
    const [archive, ...others] = await unpack(Buffer.from(VECTORS[name]!, 'hex'), {
      memoryLimitBytes: Infinity,
    });
    expect(others).toHaveLength(0);
    expect(archive!.partitions).toHaveLength(partitions.length);
    partitions.forEach(({ info, streams, payload }, i) => {
      const { header, ...rest } = archive!.partitions[i]!;
      expect(header).toMatchObject({ ...info, index: i });
      expect(rest.payload).toBe(hexOf(payload as Uint8Array));
      expect(rest.streams).toEqual(streams.map((s) => ({ ...s, bytes: hexOf(s.bytes) })));
    });
    expect(archive!.summary.digest).toEqual(digestOf(text(input)));
    const inputBytes = partitions.reduce((sum, { info }) => sum + info.inputBytes, 0);
    expect(archive!.summary.inputBytes).toBe(inputBytes);
  });
});

const TABLE: PackedTable = {
  count: 2,
  columns: [
    { id: 1, bytes: text('names'), rawBytes: 8 },
    { id: 2, bytes: text('!'), rawBytes: 1 },
  ],
};

test('golden: two members, written and read', async () => {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  await writer.begin({}, encodeMemberTable(TABLE));
  await writer.partition(smallPartition());
  await writer.finish(digestOf(text(TINY)));
  expect(hexOf(concat(...chunks))).toBe(VECTORS['two members']);
  const archive = Buffer.from(VECTORS['two members']!, 'hex');
  for await (const { members } of readArchives(archive)) {
    expect(decodeMemberTable(members!)).toEqual(TABLE);
  }
});

test('what a header leaves out has its default', async () => {
  const [archive] = await unpack(Buffer.from(VECTORS['one partition']!, 'hex'));
  expect(archive!.header).toEqual({ version: 1, requiredFeatures: [] });
  expect(archive!.partitions[0]!.header.model).toEqual({
    level: 3,
    revision: 0,
    config: new Uint8Array(0),
    lanes: 1,
    knowledge: [],
    memoryBytes: 64 * 2 ** 20,
  });
});

// A Bundibugyo ebolavirus of 18,940 bases, in one record of 70 bases a line: names and line widths
// are its side streams. Sizes of the order that they have; only the lengths of varints matter.
test('the framing of a packed virus genome takes at most 56 bytes', async () => {
  const streams = [
    { id: 1, bytes: new Uint8Array(85), rawBytes: 99 },
    { id: 2, bytes: new Uint8Array(4), rawBytes: 4 },
  ];
  const payload = new Uint8Array(4646);
  const info = {
    format: 'fasta',
    inputBytes: 19308,
    baseCount: 18940,
    model: { level: 9 },
  } as const;
  const archive = await pack([{ info, streams, payload }]);
  expect(archive.length - payload.length - 85 - 4).toBe(55);
});

test('the example in docs/format/README.md is the golden archive of one partition', () => {
  const document = readFileSync(new URL('../../../docs/format/README.md', import.meta.url), 'utf8');
  const example = document.split('### Example')[1]!.split('```')[1]!;
  const bytes = example.match(/^ *[0-9a-f]{2}( {1,2}[0-9a-f]{2})*(?= |$)/gm)!.join('');
  expect(bytes.replaceAll(' ', '')).toBe(VECTORS['one partition']);
});

test.each(['tools/vectors/container.mjs', 'packages/container/scripts/generate.mjs'])(
  '%s still writes the file that is committed',
  (script) => {
    const path = fileURLToPath(new URL(`../../../${script}`, import.meta.url));
    execFileSync(process.execPath, [path, '--check']);
  },
);
