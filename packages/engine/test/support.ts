/** Inputs of the suite. */
import { PmklcError, type PmklcErrorCode } from '@pmklc/core';

/** The same numbers 0..2^32-1 for the same seed (xorshift32). */
export function randomNumbers(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

export function randomBases(length: number, seed = 1): Uint8Array {
  const next = randomNumbers(seed);
  return Uint8Array.from({ length }, () => next() >>> 30);
}

/** A random unit of `period` bases, again and again. */
export function periodic(period: number, length: number): Uint8Array {
  const unit = randomBases(period, period + 7);
  return Uint8Array.from({ length }, (_, i) => unit[i % period]);
}

/** `count` copies of an ancestor, one base in `rarity` replaced in each, every third one inverted. */
export function collection(ancestor: Uint8Array, count: number, rarity: number): Uint8Array {
  const next = randomNumbers(99);
  const members = Array.from({ length: count }, (_, i) => {
    const member = ancestor.map((base) => (next() % rarity === 0 ? next() >>> 30 : base));
    return i % 3 === 2 ? member.map((base) => 3 - base).reverse() : member;
  });
  return Uint8Array.from(members.flatMap((member) => [...member]));
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
