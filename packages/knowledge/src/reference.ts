/**
 * A public sequence that others may have copies of, two bits a base.
 */

/** A genome, or what is new in a collection of them. */
export interface Reference {
  /** What it is; comes from the file: escape it before printing. */
  readonly name: string;
  readonly baseCount: number;
  /** Four bases a byte, the first in the lowest bits; the last byte is filled up with zeros. */
  readonly packed: Uint8Array;
}

/** @param bases 0..3, one a byte */
export function packReference(name: string, bases: Uint8Array): Reference {
  const packed = new Uint8Array(packedBytes(bases.length));
  for (let i = 0; i < bases.length; i++) packed[i >> 2]! |= bases[i]! << (2 * (i & 3));
  return { name, baseCount: bases.length, packed };
}

/** The base at a place, 0 .. baseCount - 1. */
export function baseAt({ packed }: Reference, i: number): number {
  return (packed[i >> 2]! >> (2 * (i & 3))) & 3;
}

/** All bases of several references, one a byte, one behind the other. */
export function primerOf(references: readonly Reference[]): Uint8Array {
  const bases = new Uint8Array(references.reduce((sum, { baseCount }) => sum + baseCount, 0));
  let start = 0;
  for (const reference of references) {
    const { baseCount } = reference;
    for (let i = 0; i < baseCount; i++) bases[start + i] = baseAt(reference, i);
    start += baseCount;
  }
  return bases;
}

/** Some stretches of a reference, one behind the other: stretch n begins at base `n * length`. */
export function stretchesOf(
  reference: Reference,
  stretches: readonly number[],
  length: number,
): Uint8Array {
  const bases = new Uint8Array(stretches.length * length);
  let size = 0;
  for (const stretch of stretches) {
    const end = Math.min((stretch + 1) * length, reference.baseCount);
    for (let i = stretch * length; i < end; i++) bases[size++] = baseAt(reference, i);
  }
  return bases.subarray(0, size);
}

export function packedBytes(baseCount: number): number {
  return Math.ceil(baseCount / 4);
}
