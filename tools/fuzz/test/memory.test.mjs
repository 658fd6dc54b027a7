/** Small archives cannot make their reader take much memory. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../measure-memory.mjs', import.meta.url));
const MOST_MEBIBYTES = 100;
const CODES = /^(truncated|corrupt|checksum-mismatch|memory-limit|unsupported-feature)$/;

function measure(...args) {
  return JSON.parse(execFileSync(process.execPath, [SCRIPT, ...args]));
}

test('headers that lie are found out in less than 100 MiB', { timeout: 120_000 }, () => {
  const { codes, mebibytes } = measure('lies');
  for (const [name, code] of Object.entries(codes)) expect(code, name).toMatch(CODES);
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});

test('a model as large as the default limit allows is refused where the limit is lower', () => {
  const { codes, mebibytes } = measure('largeModels', String(80 * 2 ** 20));
  expect(new Set(Object.values(codes))).toEqual(new Set(['memory-limit']));
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});
