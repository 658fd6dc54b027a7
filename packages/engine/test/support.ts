/** Inputs of the suite. */
import { PmklcError, type PmklcErrorCode } from '@pmklc/core';
import { concat, randomWords, reverseComplement } from '@pmklc/testing';

/** `count` copies of an ancestor, one base in `rarity` replaced in each, every third one inverted. */
export function collection(ancestor: Uint8Array, count: number, rarity: number): Uint8Array {
  const next = randomWords(99);
  const members = Array.from({ length: count }, (_, i) => {
    const member = ancestor.map((base) => (next() % rarity === 0 ? next() >>> 30 : base));
    return i % 3 === 2 ? reverseComplement(member) : member;
  });
  return concat(...members);
}

/** The code of the PmklcError that `work` throws, or undefined; any other error fails the test. */
export function codeOf(work: () => unknown): PmklcErrorCode | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof PmklcError) return error.code;
    throw error;
  }
  return undefined;
}
