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

test('headers that lie are found out in less than 100 MiB', () => {
  const { codes, mebibytes } = measure('lies');
  for (const [name, code] of Object.entries(codes)) expect(code, name).toMatch(CODES);
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});

test('models as large as the default limit allows take less than 100 MiB until the payload ends', () => {
  const { codes, mebibytes } = measure('largeModels');
  expect(new Set(Object.values(codes))).toEqual(new Set(['truncated']));
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});

test('so do models in a row that are large and hardly touched', () => {
  const { codes, mebibytes } = measure('sparseModels');
  expect(new Set(Object.values(codes))).toEqual(new Set(['no error']));
  expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
});

test('and are refused where the limit is lower', () => {
  const { codes } = measure('largeModels', String(80 * 2 ** 20));
  expect(new Set(Object.values(codes))).toEqual(new Set(['memory-limit']));
});
