import type { RandomAccessSource } from '@pmklc/container';
import { crc32, readArchives, readIndex, readPartition } from '@pmklc/container';
import fc from 'fast-check';
import { concat } from '@pmklc/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { chop, codeOf, pack, smallPartition, unpack } from './support.ts';

const archives: Record<string, Uint8Array> = {};
/** Offsets at which a source of archives may end and still be whole. */
const ends: Record<string, number[]> = {};

beforeAll(async () => {
  const one = await pack([smallPartition()]);
  const three = await pack([smallPartition(), smallPartition(), smallPartition()]);
  archives['one partition'] = one;
  archives['three partitions'] = three;
  archives['two archives'] = concat(three, one);
  ends['two archives'] = [three.length];
});

const NAMES = ['one partition', 'three partitions', 'two archives'];

const sourceOf = (bytes: Uint8Array): RandomAccessSource => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
});

/** Reads everything through the index. */
async function unpackAtRandom(bytes: Uint8Array): Promise<void> {
  const source = sourceOf(bytes);
  for (const { partitions } of await readIndex(source)) {
    for (const location of partitions) {
      await (await readPartition(source, location)).drain();
    }
  }
}

describe.each(NAMES)('damage to %s', (name) => {
  test('every truncation is truncated', async () => {
    const whole = archives[name]!;
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.slice(0, length);
      const expected = ends[name]?.includes(length) ? 'no error' : 'truncated';
      expect(await codeOf(() => unpack(cut)), `front, ${length}`).toBe(expected);
      expect(await codeOf(() => unpack(chop(cut, [3]))), `chunks, ${length}`).toBe(expected);
      expect(await codeOf(() => unpackAtRandom(cut)), `index, ${length}`).toBe(expected);
    }
  });

  test('every flipped bit is noticed', async () => {
    const whole = archives[name]!;
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = whole.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(await codeOf(() => unpack(bytes)), `front, bit ${bit}`).not.toBe('no error');
      expect(await codeOf(() => unpackAtRandom(bytes)), `index, bit ${bit}`).not.toBe('no error');
    }
  });

  test('every byte left out is noticed', async () => {
    const whole = archives[name]!;
    for (let i = 0; i < whole.length; i++) {
      const bytes = Buffer.concat([whole.subarray(0, i), whole.subarray(i + 1)]);
      expect(await codeOf(() => unpack(bytes)), `front, ${i}`).not.toBe('no error');
      expect(await codeOf(() => unpackAtRandom(bytes)), `index, ${i}`).not.toBe('no error');
    }
  });

  test('anything behind it is noticed', async () => {
    for (const tail of [[0], [0, 0, 0, 0], [0x9d, 0x50, 0x4d, 0], [10]]) {
      const bytes = Buffer.concat([archives[name]!, Uint8Array.from(tail)]);
      expect(await codeOf(() => unpack(bytes))).toBe('not-empty-tail');
      expect(await codeOf(() => unpackAtRandom(bytes))).toMatch(/truncated|corrupt/);
    }
    for (const length of [1, 4, 5, 20]) {
      const tail = archives['one partition']!.subarray(0, length);
      expect(await codeOf(() => unpack(Buffer.concat([archives[name]!, tail])))).toBe('truncated');
    }
  });
});

test('damage is reported again and again, not skipped over', async () => {
  const bytes = archives['three partitions']!.slice();
  bytes[30]! ^= 1; // in the first partition
  for await (const archive of readArchives(bytes)) {
    expect(await codeOf(() => archive.nextPartition())).toBe('checksum-mismatch');
    expect(await codeOf(() => archive.nextPartition())).toBe('checksum-mismatch');
    expect(await codeOf(() => archive.drain())).toBe('checksum-mismatch');
    break;
  }
});

test('damage in a payload fails the payload, and whatever is read after it', async () => {
  const payload = new Uint8Array(500_000).fill(1);
  const bytes = await pack([{ ...smallPartition(), payload }], undefined, 2 ** 17);
  bytes[400_000]! ^= 1;
  for await (const archive of readArchives(bytes)) {
    const partition = (await archive.nextPartition())!;
    let length = 0;
    const read = async () => {
      for await (const chunk of partition.payload()) length += chunk.length;
    };
    expect(await codeOf(read)).toBe('checksum-mismatch');
    expect(length).toBeLessThan(400_000);
    expect(await codeOf(read)).toBe('checksum-mismatch');
    expect(await codeOf(() => archive.nextPartition())).toBe('checksum-mismatch');
    break;
  }
});

/** Makes the checksums of all frames right again, as far as frames can be told apart. */
function repair(bytes: Uint8Array): void {
  let at = 5;
  while (at + 6 <= bytes.length) {
    let length = 0;
    let head = 1;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at + head++] ?? 0;
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const end = at + head + length;
    if (end + 4 > bytes.length) return;
    new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(at, end)), true);
    at = end + 4;
  }
}

const TYPED = [
  'no error',
  'bad-magic',
  'checksum-mismatch',
  'corrupt',
  'memory-limit',
  'not-empty-tail',
  'truncated',
  'unsupported-feature',
  'unsupported-version',
];

test('forged archives whose checksums are right read, or fail with a typed error', async () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), edits, async (name, list) => {
      const bytes = archives[name]!.slice();
      for (const [at, value] of list) bytes[5 + (at % (bytes.length - 5))] = value;
      repair(bytes);
      expect(TYPED).toContain(await codeOf(() => unpack(bytes)));
      expect(TYPED).toContain(await codeOf(() => unpackAtRandom(bytes)));
    }),
    { numRuns: 3000 },
  );
});

test('any bytes after the magic fail with a typed error', async () => {
  const magic = Uint8Array.of(0x9d, 0x50, 0x4d, 0x4b, 1);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (tail) => {
      const bytes = concat(magic, tail);
      repair(bytes);
      expect(TYPED.slice(1)).toContain(await codeOf(() => unpack(bytes)));
      expect(TYPED.slice(1)).toContain(await codeOf(() => unpackAtRandom(bytes)));
    }),
    { numRuns: 1000 },
  );
});
