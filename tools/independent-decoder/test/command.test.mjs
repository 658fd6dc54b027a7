/** The command line of the independent decoder. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { fileOf, isEqual } from './support.mjs';

const COMMAND = fileURLToPath(new URL('../decode.mjs', import.meta.url));
const GOLDEN = fileURLToPath(
  new URL(
    '../../../packages/codec/test/golden/v1-knowledge/bundibugyo_ebola.fa-6.pmklc',
    import.meta.url,
  ),
);
const folder = mkdtempSync(join(tmpdir(), 'decode-'));
const output = join(folder, 'output');
afterAll(() => rmSync(folder, { recursive: true }));

const decode = (...args) => spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });

test('it unpacks the golden archive with public knowledge, and finds the pack by itself', () => {
  expect(decode(GOLDEN, output)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(isEqual(readFileSync(output), fileOf('testdata/bundibugyo_ebola.fa'))).toBe(true);
});

test('a pack that is not there is one line', () => {
  const missing = join(folder, 'missing.pmk');
  const { status, stderr } = decode('--knowledge', missing, GOLDEN, output);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^decode\.mjs: no pack can be read from .*missing\.pmk: ENOENT.*\n$/);
});

test('without files, it says how it is used', () => {
  expect(decode()).toMatchObject({
    status: 1,
    stderr: 'decode.mjs: usage: decode.mjs [--knowledge PACK.pmk]... ARCHIVE OUTPUT\n',
  });
});
