import { expect, test } from 'vitest';
import { FREQ_BITS } from '@pmklc/core';

test('frequencies are 16 bits wide', () => {
  expect(FREQ_BITS).toBe(16);
});
