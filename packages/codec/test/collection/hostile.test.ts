/** Tables that no writer makes: nothing of them gets out, and each is one typed error. */
import { decompress, openCollection, packCollection, readMembers } from '@pmklc/codec';
import { ArchiveWriter, DigestStream, encodeMemberTable } from '@pmklc/container';
import { packStream } from '@pmklc/streams';
import { concat } from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support.ts';
import { file, folder, link, pack, relatives, unpack } from './support.ts';

const text = (lines: string) => new TextEncoder().encode(lines);

/** An archive without bytes, whose columns have these lines. */
async function archiveOf(
  columns: readonly (readonly [id: number, lines: string | Uint8Array, rawBytes?: number])[],
  count = 1,
): Promise<Uint8Array> {
  const packed = columns.map(([id, lines, rawBytes]) => {
    const raw = typeof lines === 'string' ? text(lines) : lines;
    return { id, bytes: packStream(raw), rawBytes: rawBytes ?? raw.length };
  });
  return withTable(encodeMemberTable({ count, columns: packed }));
}

async function withTable(table: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const writer = new ArchiveWriter((chunk) => void chunks.push(chunk));
  await writer.begin({}, table);
  await writer.finish(new DigestStream().digest());
  return concat(...chunks);
}

const MANY_PARTS = Array.from({ length: 60 }, () => 'x'.repeat(70)).join('/');
const HOSTILE_NAMES = [
  ['an absolute one', '/etc/passwd'],
  ['one that leads out', '../x'],
  ['one that leads out from within', 'a/../../x'],
  ['one with a dot', 'a/./b'],
  ['an empty one', ''],
  ['an empty part', 'a//b'],
  ['one of a folder, with a slash', 'a/'],
  ['NUL', 'a\0b'],
  ['a part of 256 bytes', 'x'.repeat(256)],
  ['4,259 bytes', MANY_PARTS],
] as const;

describe.each(HOSTILE_NAMES)('a name that is %s', (_, name) => {
  test('is refused in an archive', async () => {
    // In the table, NUL is a line end.
    const line = name.replaceAll('\0', '\n\0');
    const archive = await archiveOf([
      [1, `${line}\n`],
      [2, 'f\n'],
      [4, '0\n'],
    ]);
    expect(await codeOf(unpack(archive))).toBe('corrupt');
    expect(await codeOf(readMembers(archive))).toBe('corrupt');
    expect(await codeOf(decompress(archive))).toBe('corrupt');
  });

  test('is refused when packing', async () => {
    await expect(pack([file(name, 'x')])).rejects.toThrow(/cannot be packed/);
  });
});

test.each([
  ['a', '/etc/passwd'],
  ['a', '..'],
  ['a/b', '../..'],
  ['a/b', '../../x'],
  ['a/b', 'x/../../..'],
  ['a', 'b/..'],
  ['a', ''],
  ['a', 'b//c'],
  ['a', './b'],
  ['a', 'b\0c'],
])('a link %s to %j is refused', async (name, target) => {
  const archive = await archiveOf([
    [1, `${name}\n`],
    [2, 'l\n'],
    [6, `${target.replaceAll('\0', '\n\0')}\n`],
  ]);
  expect(await codeOf(unpack(archive))).toBe('corrupt');
  await expect(pack([link(name, target)])).rejects.toThrow(/cannot be packed/);
});

test.each([
  ['twice', [file('a', 'x'), file('a', 'y')]],
  ['twice, as a folder', [folder('a'), folder('a')]],
  ['behind a file', [file('a', 'x'), file('a/b', 'y')]],
  ['behind a file that comes later', [file('a/b/c', 'x'), file('a/b', 'y')]],
  ['behind a link', [link('a', 'c'), file('a/b', 'y')]],
])('a name that is there %s is refused', async (_, members) => {
  await expect(pack(members)).rejects.toThrow(/cannot be packed/);
  const lines = (line: (name: string, kind: string) => string) =>
    members.map(({ name, kind }) => `${line(name, kind === 'folder' ? 'd' : kind[0]!)}\n`).join('');
  const files = members.filter(({ kind }) => kind === 'file');
  const archive = await archiveOf(
    [
      [1, lines((name) => name)],
      [2, lines((__, kind) => kind)],
      [4, files.map(() => '0\n').join('')],
      [6, members.some(({ kind }) => kind === 'link') ? 'c\n' : ''],
    ],
    members.length,
  );
  expect(await codeOf(unpack(archive))).toBe('corrupt');
});

test('archives one after the other with a file of one name are refused', async () => {
  const one = await pack([folder('a'), file('a/b', 'x')]);
  const other = await pack([folder('a'), file('a/c', 'x')]);
  expect(await unpack(concat(one, other))).toHaveLength(4);
  expect(await codeOf(unpack(concat(one, one)))).toBe('corrupt');
  expect(await codeOf(openCollection(concat(one, one)))).toBe('corrupt');
});

const GOOD = [
  [1, 'a\n'],
  [2, 'f644\n'],
  [3, '5\n'],
  [4, '0\n'],
  [5, '0\n'],
] as const;
const without = (id: number) => GOOD.filter(([own]) => own !== id);

test.each([
  ['no names', without(1), 1],
  ['no modes', without(2), 1],
  ['no sizes', without(4), 1],
  ['too few members', GOOD, 2],
  ['too many members', GOOD, 0],
  ['more members than there are numbers', GOOD, 2 ** 53 - 1],
  ['a kind that there is not', [...without(2), [2, 'x644\n']], 1],
  ['a mode of four digits', [...without(2), [2, 'f1777\n']], 1],
  ['a mode that is not octal', [...without(2), [2, 'f8\n']], 1],
  ['a time that is no number', [...without(3), [3, 'now\n']], 1],
  ['a time beyond all numbers', [...without(3), [3, '9999999999999999\n']], 1],
  ['a size that is no number', [...without(4), [4, '-1\n']], 1],
  ['a size beyond all numbers', [...without(4), [4, '9007199254740993\n']], 1],
  ['a size with a zero before it', [...without(4), [4, '00\n']], 1],
  ['a group that is no number', [...without(5), [5, '0x1\n']], 1],
  ['a last line without an end', [...without(1), [1, 'a']], 1],
  ['a name that is no UTF-8', [...without(1), [1, Uint8Array.of(0xff, 0x0a)]], 1],
  ['a column that is shorter than it says', [...without(1), [1, 'a\n', 3]], 1],
  ['a column of 2^40 bytes', [...without(1), [1, 'a\n', 2 ** 40]], 1],
] as [string, [number, string][], number][])(
  'a table with %s is corrupt',
  async (_, columns, count) => {
    const archive = await archiveOf(columns, count);
    expect(await codeOf(unpack(archive))).toBe('corrupt');
    expect(await codeOf(readMembers(archive))).toBe('corrupt');
  },
);

test('no column is unpacked to more bytes than it says', async () => {
  const archive = await archiveOf([...without(1), [1, 'a\nb\n', 2]]);
  expect(await codeOf(unpack(archive))).toBe('memory-limit');
});

test('a table is passed over where it has columns of a later version', async () => {
  const archive = await archiveOf([...GOOD, [60, 'something\n']]);
  expect(await readMembers(archive)).toEqual([
    { name: 'a', kind: 'file', size: 0, mode: 0o644, modified: 5 },
  ]);
});

test('a table whose files are not all of the input is corrupt', async () => {
  const archive = await archiveOf([...without(4), [4, '5\n']]);
  expect(await codeOf(unpack(archive))).toBe('corrupt');
  expect(await codeOf(openCollection(archive))).toBe('corrupt');
});

test('a byte that is changed anywhere is found', { timeout: 300_000 }, async () => {
  const archive = await pack(relatives(3, new Uint8Array(300).fill(0x41)));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(archive.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, bits) => {
        const damaged = archive.slice();
        damaged[at]! ^= bits;
        await codeOf(unpack(damaged));
      },
    ),
    { numRuns: 150 },
  );
});

test('an archive that is cut anywhere is found to be cut', { timeout: 300_000 }, async () => {
  const archive = await pack(relatives(3, new Uint8Array(300).fill(0x41)));
  for (let length = 0; length < archive.length; length += 7) {
    expect(await codeOf(unpack(archive.subarray(0, length)))).toBe('truncated');
  }
});

test('options that mean nothing for many files are refused', async () => {
  const options = { sort: true } as object;
  await expect(packCollection([], options).next()).rejects.toThrow('no option sort');
});
