import { expect, test } from 'vitest';
import { PRIMER } from '../src/primer.ts';
import { bytesOf, isEqual, readBytes, TESTDATA } from './support.ts';

test('the primer is the one of the documents', () => {
  const documented = readBytes(`${TESTDATA}/../docs/format-primer.txt`);
  expect(isEqual(bytesOf(PRIMER), documented)).toBe(true);
});
