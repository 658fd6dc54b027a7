import { decodeCheckpoint, trainPrivateNetwork } from '@pmklc/training';
import { expect, test } from 'vitest';

// Callers without types: whatever is no argument is named, with what would be one.
const NO_BYTES = ['text', 42, null, undefined, {}, new ArrayBuffer(4), [1, 2], new Uint16Array(2)];

const CALLS: Record<string, (wrong: never) => unknown> = {
  decodeCheckpoint: (wrong) => decodeCheckpoint(wrong),
  trainPrivateNetwork: (wrong) => trainPrivateNetwork({} as never, wrong),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', async (name) => {
  for (const wrong of NO_BYTES) {
    const call = async () => CALLS[name]!(wrong as never);
    await expect(call()).rejects.toThrow(/ must be an? .+, got /);
    await expect(call()).rejects.toThrow(TypeError);
  }
});
