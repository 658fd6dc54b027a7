import { decompress } from '@pmklc/codec';
import {
  fastqText,
  isEqual,
  kindsOfInput,
  nastyText,
  proteinText,
  randomDna,
} from '@pmklc/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byName, file, folder, link, pack, relatives, unpack } from './support.ts';

const MIXED = [
  folder('set', { mode: 0o755, modified: 981173106 }),
  file('set/b.fa', '>b\nACGTACGTTT', { mode: 0o644, modified: 0 }),
  file('set/readme', 'Some text.\nAnd more.', { mode: 0o600, modified: -1 }),
  file('set/a.fa', '>a\nACGTACGTTT\n', { mode: 0o444, modified: 1 }),
  file('set/empty.fa', ''),
  folder('set/no files'),
  file('set/line\nend\u00e9 "x"', 'x'),
  file(
    'set/noise.bin',
    Uint8Array.from({ length: 300 }, (_, i) => (i * i) % 251),
  ),
  link('set/to a', 'a.fa'),
  link('set/no files/up', '../../set/b.fa'),
];

describe('a collection gives back', () => {
  test('files, folders and links of any kind, with what is recorded of them', async () => {
    const found = await unpack(await pack(MIXED));
    const { read: _read, ...first } = MIXED[0]!;
    void _read;
    expect(found.find(({ member }) => member.name === 'set')?.member).toMatchObject(first);
    const facts = (name: string) => found.find(({ member }) => member.name === name)!.member;
    expect(facts('set/readme')).toMatchObject({
      kind: 'file',
      size: 20,
      mode: 0o600,
      modified: -1,
    });
    expect(facts('set/empty.fa').mode).toBeUndefined();
    expect(facts('set/no files/up').target).toBe('../../set/b.fa');
    expect(byName(found)['set/line\nend\u00e9 "x"']).toBe('x');
    expect(Object.keys(byName(found)).sort()).toEqual(MIXED.map(({ name }) => name).sort());
  });

  test('the bytes of files, without the line ends that lie between them in its input', async () => {
    const found = byName(await unpack(await pack(MIXED)));
    expect(found['set/b.fa']).toBe('>b\nACGTACGTTT');
    expect(found['set/a.fa']).toBe('>a\nACGTACGTTT\n');
    expect(found['set/readme']).toBe('Some text.\nAnd more.');
  });

  test('all of them as one stream to who asks for no files', async () => {
    const text = Buffer.from(await decompress(await pack(MIXED.slice(1, 4)))).toString();
    expect(text).toBe('>b\nACGTACGTTT>a\nACGTACGTTT\nSome text.\nAnd more.');
  });

  test('nothing, and folders without files', async () => {
    expect(await unpack(await pack([]))).toEqual([]);
    expect(await unpack(await pack([folder('a')]))).toHaveLength(1);
  });

  test('files of every kind of input', { timeout: 300_000 }, async () => {
    const kinds = kindsOfInput();
    const found = await unpack(await pack(kinds.map(([name, bytes]) => file(`${name}.x`, bytes))));
    const unpacked = new Map(found.map(({ member, bytes }) => [member.name, bytes]));
    expect(unpacked.size).toBe(kinds.length);
    for (const [name, bytes] of kinds)
      expect(isEqual(unpacked.get(`${name}.x`)!, bytes)).toBe(true);
  });

  test('any files with any names', { timeout: 300_000 }, async () => {
    const part = fc
      .stringMatching(/^[^/\0\ud800-\udfff]{1,20}$/)
      .filter((one) => !/^\.\.?$/.test(one));
    const content = fc.oneof(fastqText, nastyText, proteinText);
    const members = fc.uniqueArray(fc.tuple(part, part, content), {
      selector: ([a, b]) => `${a}/${b}`,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(members, async (entries) => {
        const inputs = entries.map(([a, b, text]) => [`+${a}/${b}`, text] as const);
        const archive = await pack(inputs.map(([name, bytes]) => file(name, bytes)));
        const found = await unpack(archive);
        expect(byName(found)).toEqual(
          Object.fromEntries(
            inputs.map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]),
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});

test('relatives in files take hardly more room than in one file, names included', async () => {
  const members = relatives(40, randomDna(5000));
  const [archive, alone] = [await pack(members), await pack(members.slice(0, 1))];
  expect(archive.length).toBeLessThan(1.6 * alone.length);
});

test('an archive depends on its members, not on threads or how they are read', async () => {
  const members = relatives(5, randomDna(500));
  const bitByBit = members.map((member) => ({
    ...member,
    *read(start: number, end: number) {
      for (let at = start; at < end; at += 100)
        yield* member.read(at, Math.min(end, at + 100)) as Uint8Array[];
    },
  }));
  expect(await pack(bitByBit)).toEqual(await pack(members));
});

test.each([
  ['shorter', 'AC'],
  ['longer', 'ACGTACGT'],
])('a file that became %s is refused', async (_, content) => {
  const other = file('x', content);
  const { read: own } = file('x', 'ACGT');
  const read = (start: number, end: number) =>
    start === 0 && end === 4 ? other.read(0, content.length) : own(start, end);
  await expect(pack([{ ...file('x', 'ACGT'), read }])).rejects.toThrow(
    '"x" changed while it was read',
  );
});
