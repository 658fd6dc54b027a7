/**
 * A public sequence that others may have copies of, two bits a base.
 */

import { checkBytes } from '@pmklc/core';

/** A genome, or what is new in a collection of them. */
export interface Reference {
  /** Name of the sequence, for people; comes from the file: escape it before printing. */
  readonly name: string;
  readonly baseCount: number;
  /** Four bases a byte, the first in the lowest bits; the last byte is filled up with zeros. */
  readonly packed: Uint8Array;
}

/** Bases of a unit, in which parts of references are counted: whole bytes. */
export const UNIT_BASES = 2 ** 14;

/**
 * Four bases a byte.
 * @param bases 0..3, one a byte
 */
export function packReference(name: string, bases: Uint8Array): Reference {
  checkBytes('bases', bases);
  const packed = new Uint8Array(packedBytes(bases.length));
  for (let i = 0; i < bases.length; i++) packed[i >> 2]! |= bases[i]! << (2 * (i & 3));
  return { name, baseCount: bases.length, packed };
}

/** Bases of a reference, `start .. end - 1`, one a byte. @param start a multiple of 4 */
export function basesOf({ baseCount, packed }: Reference, start = 0, end = baseCount): Uint8Array {
  const bytes = packed.subarray(start / 4, packedBytes(end));
  const bases = new Uint8Array(4 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const four = bytes[i]!;
    bases[4 * i] = four & 3;
    bases[4 * i + 1] = (four >> 2) & 3;
    bases[4 * i + 2] = (four >> 4) & 3;
    bases[4 * i + 3] = four >> 6;
  }
  return bases.subarray(0, Math.max(0, end - start));
}

/** Units of `UNIT_BASES`, the last of which may be shorter. */
export function unitsOf({ baseCount }: Reference): number {
  return Math.ceil(baseCount / UNIT_BASES);
}

export function packedBytes(baseCount: number): number {
  return Math.ceil(baseCount / 4);
}
