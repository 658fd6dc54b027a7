/**
 * Input of an encoder: ASCII, one base a byte, or packed bases, four a byte.
 *
 * Lower case letters are bases (soft-masked sequence is common; case is for others to keep).
 * Every other byte, `U` and line ends included, is a *non-ACGT byte*.
 */

import { checkBytes, wrongKind } from '@pmklc/core';

/** Bases at two bits each: A 0, C 1, G 2, T 3; the first base of a byte in its highest bits. */
export interface PackedBases {
  readonly packed: Uint8Array;
  /** Number of bases. */
  readonly length: number;
  /** Index in `packed` of the first base. Default 0. */
  readonly start?: number;
}

/** ASCII bytes, or packed bases. */
export type Bases = Uint8Array | PackedBases;

/** Entry of {@link baseCodes} for a byte that is not a base. */
export const NOT_A_BASE = 4;

let codes: Uint8Array<ArrayBuffer> | undefined;

/** Byte -> 0..3, or {@link NOT_A_BASE}. 256 entries. */
export function baseCodes(): Uint8Array<ArrayBuffer> {
  if (codes) return codes;
  codes = new Uint8Array(256).fill(NOT_A_BASE);
  for (const letters of ['ACGT', 'acgt']) {
    for (let base = 0; base < 4; base++) codes[letters.charCodeAt(base)] = base;
  }
  return codes;
}

/** @throws TypeError or RangeError when this is no {@link Bases} */
export function checkBases(bases: Bases): void {
  if (bases instanceof Uint8Array) return;
  if (!(bases?.packed instanceof Uint8Array)) {
    throw wrongKind('bases', 'a Uint8Array of ASCII or { packed, length }', bases);
  }
  const { packed, length, start = 0 } = bases;
  if (!isCount(length) || !isCount(start) || start + length > packed.length * 4) {
    throw new RangeError(
      `packed bases [${start}, ${start + length}) are not within ${packed.length} bytes`,
    );
  }
}

function isCount(x: number): boolean {
  return Number.isSafeInteger(x) && x >= 0;
}

/** Bases `[from, to)` of `bases`, sharing their memory. */
export function sliceBases(bases: Bases, from: number, to: number): Bases {
  if (bases instanceof Uint8Array) return bases.subarray(from, to);
  const first = (bases.start ?? 0) + from;
  return {
    packed: bases.packed.subarray(Math.floor(first / 4)),
    start: first % 4,
    length: to - from,
  };
}

/** Bases `[from, to)`, one a byte, 0..3; a non-ACGT byte reads as 0. */
export function readBases(bases: Bases, from: number, to: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(to - from);
  if (bases instanceof Uint8Array) {
    const code = baseCodes();
    for (let i = 0; i < out.length; i++) out[i] = code[bases[from + i]] & 3;
    return out;
  }
  const { packed, start = 0 } = bases;
  for (let i = 0, at = start + from; i < out.length; i++, at++) {
    out[i] = (packed[Math.floor(at / 4)] >> (6 - 2 * (at % 4))) & 3;
  }
  return out;
}

/**
 * Packs bases 0..3, one a byte, four to a byte; the last byte is filled up with zeros.
 *
 * @throws RangeError when a value is not in 0..3
 */
export function packBases(bases: Uint8Array): PackedBases {
  checkBytes('bases', bases);
  const packed = new Uint8Array(Math.ceil(bases.length / 4));
  for (let i = 0; i < bases.length; i++) {
    const base = bases[i];
    if (base > 3) throw new RangeError(`base ${i} must be in 0..3, got ${base}`);
    packed[i >> 2] |= base << (6 - 2 * (i & 3));
  }
  return { packed, length: bases.length };
}
