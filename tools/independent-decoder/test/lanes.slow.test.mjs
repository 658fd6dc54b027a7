/** Checks of the fast suite, on more bases: by then, all rates have been set anew, and lanes copy from each other. */
import { expect, test } from 'vitest';
import { agrees, fileOf } from './support.mjs';

test.each([1, 6].flatMap((level) => [1, 2, 7, 16].map((lanes) => [level, lanes])))(
  'it unpacks 200,000 bases of a genome at level %i in %i lanes',
  async (level, lanes) => {
    const input = fileOf('testdata/HePy.seq').subarray(0, 200_000);
    expect(await agrees(input, { level, lanes })).toBe(true);
  },
);
