/** Inputs of the suite. */
import { PmklcError, type PmklcErrorCode } from '@pmklc/core';
import { KnowledgePack, packReference, type PackContents } from '@pmklc/knowledge';

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

/** A copy with one base in `rarity` replaced. */
export function mutated(bases: Uint8Array, rarity: number, seed = 99): Uint8Array {
  const next = randomNumbers(seed);
  return bases.map((base) => (next() % rarity === 0 ? (base + 1) & 3 : base));
}

export function reverseComplement(bases: Uint8Array): Uint8Array {
  return bases.map((base) => 3 - base).reverse();
}

/** One behind the other. */
export function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** A pack without states, of references with the names a, b, ... */
export function packOf(...references: Uint8Array[]): KnowledgePack {
  return KnowledgePack.read(KnowledgePack.write(contentsOf(...references)));
}

export function contentsOf(...references: Uint8Array[]): PackContents {
  return {
    name: 'test',
    references: references.map((bases, i) => packReference(String.fromCharCode(97 + i), bases)),
    states: [],
    levels: [],
  };
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
