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
import { NO_BYTES } from '@pmklc/testing';

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
