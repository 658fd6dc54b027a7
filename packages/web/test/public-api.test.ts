import * as web from '@pmklc/web';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(web).sort()).toEqual([
    'PmklcError',
    'RemoteError',
    'WebArchive',
    'WebCoder',
    'WorkInProgress',
    'blobSource',
  ]);
});

test('a blob is read at any place, and something else is none', async () => {
  const source = web.blobSource(new Blob(['abcdef']));
  expect([source.size, [...(await source.read(2, 3))]]).toEqual([6, [99, 100, 101]]);
  expect(() => web.blobSource('x' as never)).toThrow('blob must be a Blob, got a string');
});
