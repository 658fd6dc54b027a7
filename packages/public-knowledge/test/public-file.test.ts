import { createHash } from 'node:crypto';
import * as api from '@pmklc/public-knowledge';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(api).sort()).toEqual([
    'PUBLIC_ID',
    'PUBLIC_REVISION',
    'fetchPublicFile',
    'readPublicFile',
  ]);
});

test('the file has at most 10 MB, and the id that archives name it by', async () => {
  const file = api.readPublicFile()!;
  expect(file.length).toBeLessThan(10_000_000);
  const hash = createHash('sha256').update(file).digest('hex');
  expect(hash.slice(0, 12)).toBe(api.PUBLIC_ID);
  expect(Buffer.compare(await api.fetchPublicFile(), file)).toBe(0);
});

test('a new file needs a new revision: this is the first', () => {
  expect([api.PUBLIC_REVISION, api.PUBLIC_ID]).toEqual([1, '79f088ff71af']);
});
