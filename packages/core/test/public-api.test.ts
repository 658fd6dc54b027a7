import * as core from '@pmklc/core';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(core).sort()).toEqual(['ByteReader', 'ByteWriter', 'FREQ_BITS', 'PmklcError']);
});
