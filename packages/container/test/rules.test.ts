/** Rules of a reader: what it refuses although every checksum is right, and what it passes over. */
import { readIndex, readPartition } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { concat } from '@pmklc/testing';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../src/framing/frame.ts';
import { encodeEndMarker } from '../src/framing/trailer.ts';
import { codeOf, pack, smallPartition, text, unpack } from './support.ts';

const PREAMBLE = Uint8Array.of(0x9d, 0x50, 0x4d, 0x4b, 1);
const DIGEST = new Uint8Array(16);

const kind = (letter: string) => letter.charCodeAt(0);
const frame = (letter: string, content: Iterable<number> | Uint8Array, more = false) =>
  encodeFrame(kind(letter), [Uint8Array.from(content)], more);

/** A partition whose header is these bytes. */
const partition = (header: number[], body: number[] = [], more = false) =>
  frame('P', [header.length, ...header, ...body], more);

/** The message of a header that names mates. */
const matesOf = (names: string[]): number[] =>
  names.flatMap((name) => {
    const length =
      name.length < 128 ? [name.length] : [(name.length & 127) | 128, name.length >> 7];
    return [0x12, ...length, ...text(name)];
  });

/** Frames, and a trailer around the bytes of its message. */
function archive(frames: Uint8Array[], index: number[] = []): Uint8Array {
  const trailer = frame('T', [...DIGEST, ...index]);
  const all = Buffer.concat([PREAMBLE, ...frames, trailer]);
  const marker = encodeEndMarker({ archiveBytes: all.length, trailerBytes: trailer.length });
  return concat(all, marker);
}

const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});

async function readAtRandom(bytes: Uint8Array): Promise<void> {
  const source = sourceOf(bytes);
  for (const { partitions } of await readIndex(source)) {
    for (const location of partitions) await (await readPartition(source, location)).drain();
  }
}

async function messageOf(bytes: Uint8Array): Promise<string> {
  try {
    await unpack(bytes);
    return 'no error';
  } catch (error) {
    if (error instanceof PmklcError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const EMPTY = partition([]);
const ONE = partition([0x08, 1, 0x2d, 0, 0, 0, 0]);
const ZERO = partition([0x2d, 0, 0, 0, 0]);
const N = EMPTY.length;

test('the frames of these tests are good ones', async () => {
  expect(await codeOf(() => unpack(archive([])))).toBe('no error');
  expect(await codeOf(() => unpack(archive([EMPTY])))).toBe('no error');
  const single = partition([0x18, 1, 0x38, 1, 0x98, 1, 1]);
  expect(await codeOf(() => unpack(archive([single])))).toBe('no error');
  const index = [0x0a, 2, ZERO.length, ONE.length, 0x12, 2, 0, 0];
  expect(await codeOf(() => unpack(archive([ZERO, ONE], index)))).toBe('no error');
  expect(await codeOf(() => readAtRandom(archive([ZERO, ONE], index)))).toBe('no error');
});

const REFUSED: [string, () => Uint8Array, string][] = [
  [
    'frame with a length of two bytes for less than 128',
    () => {
      const bytes = archive([EMPTY]);
      return Buffer.concat([bytes.subarray(0, 6), Uint8Array.of(0x81, 0), bytes.subarray(7)]);
    },
    'corrupt: no valid length of a frame at byte 5',
  ],
  [
    'frame of more than 2^24 bytes',
    () => Buffer.concat([PREAMBLE, Uint8Array.of(0x50, 0x81, 0x80, 0x80, 8, 0, 0, 0)]),
    'corrupt: no valid length of a frame at byte 5',
  ],
  [
    'frame of a length that never ends',
    () =>
      Buffer.concat([PREAMBLE, Uint8Array.of(0x50, 255, 255, 255, 255, 255, 255, 255, 255, 255)]),
    'corrupt: no valid length of a frame at byte 5',
  ],
  [
    'kind that is no letter',
    () => archive([frame('1', [])]),
    'corrupt: no kind of frame at byte 5',
  ],
  [
    'kind of a later version',
    () => archive([frame('A', [])]),
    'unsupported-feature: frame A at byte 5 needs a newer version of pmklc',
  ],
  [
    'continuation of nothing',
    () => archive([frame('C', [1])]),
    'corrupt: frame C is out of order at byte 5',
  ],
  [
    'empty continuation',
    () => archive([partition([], [], true), frame('C', [])]),
    'corrupt: the frame at byte 12 does not continue a record',
  ],
  [
    'record that goes on in another',
    () => archive([partition([], [], true), EMPTY]),
    'corrupt: the frame at byte 12 does not continue a record',
  ],
  [
    'header after a partition',
    () => archive([EMPTY, frame('H', [])]),
    'corrupt: frame H is out of order at byte 12',
  ],
  [
    'header that says nothing',
    () => archive([frame('H', [])]),
    'corrupt: frame H is out of order at byte 5',
  ],
  [
    'a name of one mate',
    () => archive([frame('H', matesOf(['a.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'three names of mates',
    () => archive([frame('H', matesOf(['a', 'b', 'c']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'mates of one name',
    () => archive([frame('H', matesOf(['a.fq', 'a.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'a name of a mate with a folder',
    () => archive([frame('H', matesOf(['a.fq', '../b.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'a name of a mate with a control character',
    () => archive([frame('H', matesOf(['a.fq', 'b\n.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'a folder for a mate',
    () => archive([frame('H', matesOf(['..', 'b.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'a mate without a name',
    () => archive([frame('H', matesOf(['', 'b.fq']))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'a name of a mate that is too long',
    () => archive([frame('H', matesOf(['a.fq', 'b'.repeat(256)]))]),
    'corrupt: the archive header names mates that are no two files',
  ],
  [
    'header of an unknown required feature',
    () => archive([frame('H', [0x0a, 1, 9])]),
    'unsupported-feature: the archive needs feature 9, which a newer version of pmklc has',
  ],
  [
    'header that is no message',
    () => archive([frame('H', [0xff])]),
    'corrupt: the archive header cannot be read',
  ],
  [
    'partition of the wrong index',
    () => archive([partition([0x08, 1])]),
    'corrupt: partition 1 follows 0 others at byte 5',
  ],
  [
    'partition without a header',
    () => archive([frame('P', [])]),
    'corrupt: a partition header is incomplete',
  ],
  [
    'partition of a header that is cut',
    () => archive([frame('P', [5, 0])]),
    'corrupt: a partition header is incomplete',
  ],
  [
    'unknown sequence format',
    () => archive([partition([0x10, 4])]),
    'unsupported-feature: sequence format 4 needs a newer version of pmklc',
  ],
  [
    'unknown level',
    () => archive([partition([0x38, 10])]),
    'unsupported-feature: level 10 needs a newer version of pmklc',
  ],
  [
    'default written out',
    () => archive([partition([0x38, 0])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'field twice',
    () => archive([partition([0x38, 1, 0x38, 1])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'fields out of order',
    () => archive([partition([0x38, 1, 0x18, 1])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'field of another type',
    () => archive([partition([0x3d, 1, 0, 0, 0])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'number longer than needed',
    () => archive([partition([0x38, 0x81, 0])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'number that is negative as a signed one',
    () => archive([partition([0x18, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1])]),
    'corrupt: the number of bases is too large',
  ],
  [
    'field that is cut',
    () => archive([partition([0x18])]),
    'corrupt: a partition header cannot be read',
  ],
  [
    'field number 0',
    () => archive([partition([0x00, 1])]),
    'corrupt: a partition header cannot be read',
  ],
  [
    'nested groups, 5,000 deep',
    () => archive([frame('P', [0x90, 0x4e, ...Array<number[]>(5000).fill([0xa3, 1]).flat()])]),
    'corrupt: a partition header cannot be read',
  ],
  [
    'predictor id that is no UTF-8',
    () => archive([partition([0x7a, 1, 0xff, 0x82, 1, 1, 1])]),
    'corrupt: a partition header cannot be read',
  ],
  [
    'predictor without a hash',
    () => archive([partition([0x7a, 1, 0x61])]),
    'corrupt: a partition header names a predictor only in part',
  ],
  [
    'table of side streams that is cut',
    () => archive([partition([0x32, 2, 1, 1])]),
    'corrupt: a partition header has an incomplete table of side streams',
  ],
  [
    'two side streams of one id',
    () => archive([partition([0x32, 6, 1, 0, 0, 1, 0, 0])]),
    'corrupt: a partition header has two side streams of one id',
  ],
  [
    '257 side streams',
    () =>
      archive([
        frame('P', [
          ...[0x87, 0x07, 0x32, 0x84, 0x07],
          ...Array.from({ length: 257 }, (_, i) =>
            i < 128 ? [i, 0, 0] : [(i & 127) | 128, i >> 7, 0, 0],
          ).flat(),
        ]),
      ]),
    'corrupt: a partition header has too many side streams',
  ],
  [
    'side stream longer than its partition',
    () => archive([partition([0x32, 3, 1, 9, 9], [1])]),
    'corrupt: a partition is shorter than its side streams',
  ],
  [
    'one lane written out',
    () => archive([partition([0x58, 1])]),
    'corrupt: a partition header has an invalid number of lanes',
  ],
  [
    'more lanes than 1,024 bases a lane allow',
    () => archive([partition([0x18, 0xff, 15, 0x38, 1, 0x58, 2])]),
    'corrupt: a partition header has an invalid number of lanes',
  ],
  [
    'lanes of no bases',
    () => archive([partition([0x38, 1, 0x58, 2])]),
    'corrupt: a partition header has an invalid number of lanes',
  ],
  [
    '4,097 lanes',
    () => archive([partition([0x18, 0x80, 0x80, 0x80, 4, 0x38, 1, 0x58, 0x81, 32])]),
    'corrupt: a partition header has an invalid number of lanes',
  ],
  [
    'lanes without a level',
    () => archive([partition([0x18, 0x80, 16, 0x58, 2])]),
    'corrupt: a partition header has lanes, but a model of one',
  ],
  [
    'lanes with a predictor',
    () => archive([partition([0x18, 0x80, 16, 0x38, 1, 0x58, 2, 0x7a, 1, 0x78, 0x82, 1, 1, 9])]),
    'corrupt: a partition header has lanes, but a model of one',
  ],
  [
    'memory of 64 MiB written out',
    () => archive([partition([0x40, 64])]),
    'corrupt: a partition header has an invalid memory size',
  ],
  [
    'model of an empty id',
    () => archive([partition([0x62, 0])]),
    'corrupt: a partition header names a model by an id that is empty or too long',
  ],
  [
    '65 models',
    () => archive([frame('P', [0xc3, 1, ...Array<number[]>(65).fill([0x62, 1, 7]).flat()])]),
    'corrupt: a partition header names too many models',
  ],
  [
    'snapshot of a partition before the first',
    () => archive([partition([0x68, 1])]),
    'corrupt: a partition header starts from a partition that does not exist',
  ],
  [
    'prefix of a partition before the first',
    () => archive([partition([0x90, 1, 1])]),
    'corrupt: a partition header copies from a partition that does not exist',
  ],
  [
    'snapshot after more bases than there are',
    () => archive([partition([0x70, 1])]),
    'corrupt: a partition header keeps a state that it never reaches',
  ],
  [
    'knowledge without a level',
    () => archive([partition([0x18, 1, 0x62, 1, 7])]),
    'corrupt: a partition header names static knowledge, but has no model to begin with it',
  ],
  [
    'knowledge without bases',
    () => archive([partition([0x38, 1, 0x62, 1, 7])]),
    'corrupt: a partition header names static knowledge, but has no model to begin with it',
  ],
  [
    'reads of three lengths',
    () => archive([partition([0x18, 1, 0x38, 1, 0xa2, 1, 3, 1, 1, 1])]),
    'corrupt: a partition header has reads of lengths that there are not',
  ],
  [
    'reads of no bases',
    () => archive([partition([0x18, 1, 0x38, 1, 0xa2, 1, 1, 0])]),
    'corrupt: a partition header has reads of lengths that there are not',
  ],
  [
    'reads of a partition without a level',
    () => archive([partition([0x18, 1, 0xa2, 1, 1, 100])]),
    'corrupt: a partition header has reads, but no model that knows of them',
  ],
  [
    'both strands beside a configuration',
    () => archive([partition([0x18, 1, 0x38, 1, 0x52, 1, 7, 0x98, 1, 1])]),
    'corrupt: a partition header has both strands, but not the model of a level',
  ],
  [
    'both strands without a level',
    () => archive([partition([0x18, 1, 0x98, 1, 1])]),
    'corrupt: a partition header has both strands, but not the model of a level',
  ],
  [
    'both strands without bases',
    () => archive([partition([0x38, 1, 0x98, 1, 1])]),
    'corrupt: a partition header has both strands, but not the model of a level',
  ],
  [
    'both strands that are neither true nor false',
    () => archive([partition([0x18, 1, 0x38, 1, 0x98, 1, 2])]),
    'corrupt: a partition header is not in canonical form',
  ],
  [
    'several partitions, one without a checksum',
    () => archive([EMPTY, ONE]),
    'corrupt: one of several partitions has no checksum',
  ],
  [
    'trailer without a digest',
    () => Buffer.concat([PREAMBLE, frame('T', [1, 2])]),
    'corrupt: the trailer has no digest',
  ],
  [
    'trailer that goes on',
    () => Buffer.concat([PREAMBLE, frame('T', DIGEST, true)]),
    'corrupt: frame T is out of order at byte 5',
  ],
  [
    'index of one partition',
    () => archive([EMPTY], [0x0a, 1, N, 0x12, 1, 0]),
    'corrupt: the partition index is incomplete',
  ],
  [
    'index of unequal lengths',
    () => archive([ZERO, ONE], [0x0a, 2, ZERO.length, ONE.length]),
    'corrupt: the partition index is incomplete',
  ],
  [
    'no index of two partitions',
    () => archive([ZERO, ONE]),
    'corrupt: the partition index is not that of the partitions',
  ],
  [
    'index of wrong sizes',
    () => archive([ZERO, ONE], [0x0a, 2, ONE.length, ZERO.length, 0x12, 2, 0, 0]),
    'corrupt: the partition index is not that of the partitions',
  ],
  [
    'index of wrong inputs',
    () => archive([ZERO, ONE], [0x0a, 2, ZERO.length, ONE.length, 0x12, 2, 0, 1]),
    'corrupt: the partition index is not that of the partitions',
  ],
  [
    'index of more partitions than there are',
    () => archive([EMPTY], [0x0a, 2, 1, 1, 0x12, 2, 0, 0]),
    'corrupt: the partition index is not that of the partitions',
  ],
];

test.each(REFUSED)('refused: %s', async (_, make, expected) => {
  expect(await messageOf(make())).toBe(expected);
});

test.each(REFUSED)('refused or not reached at random: %s', async (_, make) => {
  await codeOf(() => readAtRandom(make()));
});

describe('an index that points elsewhere', () => {
  const read = (index: number[]) => codeOf(() => readAtRandom(archive([ZERO, ONE], index)));

  test('before the archive', async () => {
    expect(await read([0x0a, 3, 200, 1, 1, 0x12, 2, 0, 0])).toBe('corrupt');
  });
  test('to the middle of a frame', async () => {
    expect(await read([0x0a, 2, 2, 3, 0x12, 2, 0, 0])).not.toBe('no error');
  });
  test('to the wrong partition', async () => {
    expect(await read([0x0a, 2, ONE.length, ZERO.length, 0x12, 2, 0, 0])).not.toBe('no error');
  });
  test('to an input of the wrong size', async () => {
    expect(await read([0x0a, 2, ZERO.length, ONE.length, 0x12, 2, 0, 1])).toBe('corrupt');
  });
});

describe('what an older reader passes over', () => {
  const note = [frame('n', text('note'), true), frame('C', text('more of it'))];

  test.each([
    ['records of lower-case kinds, anywhere', () => archive([...note, EMPTY, ...note])],
    ['fields with higher numbers', () => archive([partition([0x38, 1, 0x98, 0x06, 7])])],
  ])('%s', async (_, make) => {
    const [first] = await unpack(make());
    expect(first!.partitions).toHaveLength(1);
    expect(await codeOf(() => readAtRandom(make()))).toBe('no error');
  });

  test('an archive of nothing else', async () => {
    const [first] = await unpack(archive(note));
    expect(first!.partitions).toHaveLength(0);
    expect(await codeOf(() => readAtRandom(archive(note)))).toBe('no error');
  });
});

describe('other files', () => {
  test.each([
    ['', 'truncated: the input is empty: a pmklc archive has at least 29 bytes'],
    ['9d50', 'truncated: the archive ends after 2 bytes'],
    ['9d504d4b', 'truncated: the archive ends after 4 bytes'],
    ['1f8b0800', 'bad-magic: this is not a pmklc archive (it looks like a gzip file)'],
    ['3e636872', 'bad-magic: this is not a pmklc archive (it looks like a FASTA file)'],
    ['00', 'bad-magic: this is not a pmklc archive'],
    [
      '9d504d4b02',
      'unsupported-version: made by pmklc format 2 or newer; this one reads up to format 1',
    ],
    ['9d504d4b00', 'corrupt: the archive has format version 0'],
  ])('%s', async (hex, expected) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(await messageOf(bytes)).toBe(expected);
    await expect(readIndex(sourceOf(bytes))).rejects.toThrow(expected.split(': ').at(-1));
  });

  test('a source of something else than bytes is a bad call', async () => {
    await expect(unpack(['text'] as unknown as Uint8Array[])).rejects.toThrow(TypeError);
  });
});

describe('memory', () => {
  const MIB = 2 ** 20;
  const unpackWith = (bytes: Uint8Array, memoryLimitBytes: number) =>
    codeOf(() => unpack(bytes, { memoryLimitBytes }));

  test('what a partition needs is the sum of model, five bytes a base and side streams', async () => {
    const { info } = smallPartition();
    const bytes = await pack([
      {
        info: {
          ...info,
          inputBytes: 5 * MIB,
          baseCount: 4 * MIB,
          model: { level: 1, memoryBytes: 70 * MIB },
        },
        streams: [{ id: 1, bytes: new Uint8Array(MIB), rawBytes: 2 * MIB }],
        payload: new Uint8Array(0),
      },
    ]);
    expect(await unpackWith(bytes, 93 * MIB)).toBe('no error');
    expect(await unpackWith(bytes, 93 * MIB - 1)).toBe('memory-limit');
  });

  test('4 GiB are the limit unless told otherwise', async () => {
    const { info } = smallPartition();
    const huge = { ...info, inputBytes: 4096 * MIB, baseCount: 4096 * MIB };
    const bytes = await pack([{ info: huge, streams: [], payload: new Uint8Array(0) }]);
    expect(await codeOf(() => unpack(bytes))).toBe('memory-limit');
  });

  test('a payload read at once keeps to the limit too', async () => {
    const { info } = smallPartition();
    const raw = { ...info, baseCount: 0, model: { level: 0 } };
    const payload = new Uint8Array(2 * MIB);
    const bytes = await pack([{ info: raw, streams: [], payload }]);
    expect(await unpackWith(bytes, MIB)).toBe('memory-limit');
    expect(await unpackWith(bytes, 2 * MIB)).toBe('no error');
  });

  test('lengths that are only claimed allocate nothing', async () => {
    const terabyte = [0x80, 0x80, 0x80, 0x80, 0x80, 0x20];
    const bytes = archive([partition([0x32, 8, 1, ...terabyte, 1], [1, 2, 3])]);
    expect(await unpackWith(bytes, Infinity)).toBe('corrupt');
    expect(await unpackWith(bytes, 2 ** 32)).toBe('memory-limit');
  });
});
