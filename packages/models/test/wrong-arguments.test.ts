import { decodeConfig, decodeWeights } from '@pmklc/models';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  decodeWeights: (wrong) => decodeWeights(wrong),
  decodeConfig: (wrong) => decodeConfig(wrong),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', async (name) => {
  for (const wrong of NO_BYTES) {
    const call = async () => CALLS[name]!(wrong as never);
    await expect(call()).rejects.toThrow(/ must be an? .+, got /);
    await expect(call()).rejects.toThrow(TypeError);
  }
});
