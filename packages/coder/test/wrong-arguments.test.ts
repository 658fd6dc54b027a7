import { decodeBases, encodeBases, RangeDecoder } from '@pmklc/coder';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  RangeDecoder: (wrong) => new RangeDecoder(wrong),
  encodeBases: (wrong) => encodeBases({ predict() {}, update() {} }, wrong),
  decodeBases: (wrong) => decodeBases({ predict() {}, update() {} }, wrong, 4),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', (name) => {
  for (const wrong of NO_BYTES) {
    const call = () => CALLS[name]!(wrong as never);
    expect(call).toThrow(/ must be an? .+, got /);
    expect(call).toThrow(TypeError);
  }
});
