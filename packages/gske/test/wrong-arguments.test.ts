import { createJsEncoder, decode, packBases } from '@pmklc/gske';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  packBases: (wrong) => packBases(wrong),
  'encode of an encoder': (wrong) => createJsEncoder().encode(wrong, { s: 1, k: 2 }),
  decode: (wrong) => decode({ tokens: new Uint8Array(0), tail: wrong }, { s: 1, k: 2 }),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', async (name) => {
  for (const wrong of NO_BYTES) {
    const call = async () => CALLS[name](wrong as never);
    await expect(call()).rejects.toThrow(/ must be an? .+, got /);
    await expect(call()).rejects.toThrow(TypeError);
  }
});
