import {
  ArchiveWriter,
  byteSource,
  crc32,
  DigestStream,
  fileSource,
  readArchives,
  readIndex,
  scanDamaged,
} from '@pmklc/container';
import { expect, test } from 'vitest';

// Callers without types: whatever is no argument is named, with what would be one.
const NO_BYTES = ['text', 42, null, undefined, {}, new ArrayBuffer(4), [1, 2], new Uint16Array(2)];

const CALLS: Record<string, (wrong: never) => unknown> = {
  readArchives: (wrong) => readArchives(wrong).next(),
  readIndex: (wrong) => readIndex(wrong),
  scanDamaged: (wrong) => scanDamaged(wrong).next(),
  byteSource: (wrong) => byteSource(wrong),
  fileSource: (wrong) => fileSource(wrong),
  crc32: (wrong) => crc32(wrong),
  'DigestStream.update': (wrong) => new DigestStream().update(wrong),
  'DigestStream.verify': (wrong) => new DigestStream().verify(wrong),
  'ArchiveWriter.finish': (wrong) => new ArchiveWriter(() => {}).finish(wrong),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', async (name) => {
  for (const wrong of NO_BYTES) {
    const call = async () => CALLS[name]!(wrong as never);
    await expect(call()).rejects.toThrow(/ must be an? .+, got /);
    await expect(call()).rejects.toThrow(TypeError);
  }
});
