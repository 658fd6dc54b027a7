/** What has nothing to do with anything known must not pay for knowledge. */
import { compress } from '@pmklc/codec';
import { expect, test } from 'vitest';
import { randomDna } from '@pmklc/testing';

/** Sequence of one composition, without any structure. */
const skewed = (length: number, seed: number) =>
  randomDna(length, seed).map((letter, i) => (i % 3 > 0 && letter === 65 ? 67 : letter));

const CASES = [2 ** 12, 3 * 2 ** 12, 2 ** 14, 2 ** 15, 2 ** 16, 2 ** 18, 2 ** 20].flatMap(
  (length, i) =>
    (length > 2 ** 16 ? [1] : [1, 2, 3]).map((seed) => [length, seed + 10 * i] as const),
);

test.each(CASES)(
  '%i random bases of seed %i get at most a thousandth larger',
  async (length, seed) => {
    for (const input of [randomDna(length, seed), skewed(length, seed)]) {
      for (const level of [1, 6]) {
        const without = await compress(input, { level, knowledge: { select: 'none' } });
        const archive = await compress(input, { level });
        expect(archive.length).toBeLessThanOrEqual(1.001 * without.length);
      }
    }
  },
);
