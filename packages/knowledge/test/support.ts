/** Inputs of the suite. */
import { PmklcError, type PmklcErrorCode } from '@pmklc/core';
import { KnowledgePack, NO_PROTEINS, packReference, type PackContents } from '@pmklc/knowledge';
import { randomWords } from '@pmklc/testing';

/** A copy with one base in `rarity` replaced. */
export function mutated(bases: Uint8Array, rarity: number, seed = 99): Uint8Array {
  const next = randomWords(seed);
  return bases.map((base) => (next() % rarity === 0 ? (base + 1) & 3 : base));
}

/** A pack without states, of references with the names a, b, ... */
export function packOf(...references: Uint8Array[]): KnowledgePack {
  return KnowledgePack.read(KnowledgePack.write(contentsOf(...references)));
}

export function contentsOf(...references: Uint8Array[]): PackContents {
  return {
    name: 'test',
    proteins: NO_PROTEINS,
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
