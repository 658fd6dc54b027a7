import { PmklcError } from '@pmklc/core';
import { expect, test } from 'vitest';

test('an error carries its code, message and cause', () => {
  const cause = new Error('disk');
  const error = new PmklcError('truncated', 'data ends at byte 7', { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'PmklcError',
    code: 'truncated',
    message: 'data ends at byte 7',
    cause,
  });
});
