import { basesBefore, BlockSplitter, joinBlock, outlineOf, splitBytes } from '@pmklc/sequence';
import { packStream, unpackStream } from '@pmklc/streams';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  splitBytes: (wrong) => splitBytes(wrong),
  'BlockSplitter.push': (wrong) => new BlockSplitter().push(wrong),
  packStream: (wrong) => packStream(wrong),
  unpackStream: (wrong) => unpackStream(wrong, 100),
  joinBlock: (wrong) => [...joinBlock(wrong)],
  basesBefore: (wrong) => basesBefore(wrong, 1),
  outlineOf: (wrong) => outlineOf(wrong),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', (name) => {
  for (const wrong of NO_BYTES) {
    const call = () => CALLS[name]!(wrong as never);
    expect(call).toThrow(/ must be an? .+, got /);
    expect(call).toThrow(TypeError);
  }
});
