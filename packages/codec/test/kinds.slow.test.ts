/** Each kind of input is, without any knowledge, at most as large as what general compressors make of it, where these are installed. */
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { compress, decompress } from '@pmklc/codec';
import { isEqual, kindsOfInput } from '@pmklc/testing';
import { expect, test } from 'vitest';

const OTHERS: [string, string[]][] = [
  ['bzip2', ['-9', '-c']],
  ['xz', ['-9e', '-c']],
  ['zstd', ['-19', '-q', '-c']],
];
/** Bytes more than the best of others, beside a thousandth: headers and checksums. */
const MOST_MORE = 60;
/** Kinds that are known to be larger, and by which factor at most: each k-mer is the one before and a base, of which the bases' models make 1,413 bytes, xz 1,312. */
const LARGER: Readonly<Record<string, number>> = { 'k-mers': 1.04 };

/** The least that others make of it; gzip is always there. */
function bestOfOthers(input: Uint8Array): number {
  const sizes = OTHERS.map(([command, args]) => {
    const { status, stdout } = spawnSync(command, args, { input, maxBuffer: 2 ** 27 });
    return status === 0 ? stdout.length : Infinity;
  });
  return Math.min(gzipSync(input, { level: 9 }).length, ...sizes);
}

test('there are kinds enough', () => {
  expect(kindsOfInput().length).toBeGreaterThanOrEqual(62);
});

test.each(kindsOfInput())('%s is no larger than others make it', async (kind, input) => {
  const archive = await compress(input, { knowledge: { select: 'none' } });
  expect(isEqual(await decompress(archive), input)).toBe(true);
  expect(archive.length).toBeLessThanOrEqual(
    (LARGER[kind] ?? 1.001) * bestOfOthers(input) + MOST_MORE,
  );
});
