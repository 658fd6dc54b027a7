import { expect, test } from 'vitest';
import { BlockSplitter } from '@pmklc/sequence';
import { joinsTo } from './support.ts';

test('a line of 200 MB comes back, pushed in chunks', () => {
  const bytes = new Uint8Array(200e6);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 'ACGT'.charCodeAt((i * 2654435761) >>> 30);
  for (let i = 0; i < bytes.length; i += 1000003) bytes.fill(0x4e, i, i + 100);
  const splitter = new BlockSplitter();
  for (let at = 0; at < bytes.length; at += 1 << 20)
    splitter.push(bytes.subarray(at, at + (1 << 20)));
  expect(joinsTo(splitter.finish(), bytes)).toBe(true);
});
