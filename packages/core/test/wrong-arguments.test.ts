import { ByteReader, ByteWriter } from '@pmklc/core';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  ByteReader: (wrong) => new ByteReader(wrong),
  'ByteWriter.bytes': (wrong) => new ByteWriter().bytes(wrong),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', (name) => {
  for (const wrong of NO_BYTES) {
    const call = () => CALLS[name]!(wrong as never);
    expect(call).toThrow(/ must be an? .+, got /);
    expect(call).toThrow(TypeError);
  }
});
