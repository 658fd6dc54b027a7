/**
 * Archives of earlier builds decode for ever. `golden/vN` was written by the first build of format
 * version N that could, and is never rewritten; the name says which file of testdata and which level it holds.
 */
import { decompress } from '@pmklc/codec';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headersOf } from './support.ts';

const GOLDEN = new URL('golden/', import.meta.url);
const TESTDATA = new URL('../../../testdata/', import.meta.url);
const ARCHIVES = readdirSync(GOLDEN).flatMap((version) =>
  readdirSync(new URL(version, GOLDEN)).map((name) => `${version}/${name}`),
);

test('there are archives of every level', () => {
  for (let level = 1; level <= 9; level++) {
    expect(ARCHIVES).toContain(`v1/bundibugyo_ebola.fa-${level}.pmklc`);
  }
});

test('there is one whose partitions start from others, and copy from them', async () => {
  const models = (await headersOf(readFileSync(new URL('v1/dengue2_head.fa-6.pmklc', GOLDEN)))).map(
    ({ model }) => model,
  );
  expect(models.map(({ snapshotFrom }) => snapshotFrom)).toEqual([undefined, 0, 1, 2]);
  expect(models.map(({ prefixUpTo }) => prefixUpTo)).toEqual([undefined, undefined, 0, 1]);
});

test.each(ARCHIVES)('%s', async (path) => {
  const [, name] = /\/(.*)-\d\.pmklc$/.exec(path)!;
  const original = readFileSync(new URL(name!, TESTDATA));
  const restored = await decompress(readFileSync(new URL(path, GOLDEN)));
  expect(Buffer.compare(restored, original)).toBe(0);
});
