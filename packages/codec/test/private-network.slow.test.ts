/** A network that is really trained, with whatever TensorFlow.js is installed. */
import { compress, decompress } from '@pmklc/codec';
import { expect, test } from 'vitest';
import { privateBytes } from '../src/private-network/private-network.ts';
import { headersOf, testdata } from './support.ts';

test('a network trained on the input is in the archive, which unpacks without TensorFlow.js', async () => {
  const input = testdata('HePy.seq', 100_000);
  const archive = await compress(input, {
    knowledge: { select: 'sprm' },
    privateNetwork: { seconds: 3 },
  });
  const [header] = await headersOf(archive);
  expect(privateBytes(header!.model.knowledge)).toBeGreaterThan(1000);
  for (const engine of ['wasm', 'reference'] as const) {
    expect(Buffer.compare(await decompress(archive, { engine }), input)).toBe(0);
  }
});

test('training stops when that is asked for', async () => {
  const stop = new AbortController();
  const options = { knowledge: { select: 'sprm' }, signal: stop.signal } as const;
  const work = compress(testdata('HePy.seq', 100_000), options);
  setTimeout(() => stop.abort(new Error('enough')), 500);
  await expect(work).rejects.toThrow('enough');
});
