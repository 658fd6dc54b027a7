import { expect, test } from 'vitest';
import { PRIMER } from '../src/text/text-dictionary.ts';
import { bytesOf, isEqual, readBytes, TESTDATA } from '@pmklc/testing';

test('the primer is the one of the documents', () => {
  const documented = readBytes(`${TESTDATA}/../docs/format/dictionary.txt`);
  expect(isEqual(bytesOf(PRIMER), documented)).toBe(true);
});
