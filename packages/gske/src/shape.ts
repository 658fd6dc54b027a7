/**
 * The (s,k)-mer view of a sequence: which windows there are and what a token is.
 *
 * Token `i` covers bases `[i*s, i*s + k)` and is their base-4 number, the first base most
 * significant. Only whole windows make tokens; what comes after the last one is the tail.
 */

import { checkObject } from '@pmklc/core';

/** Largest `k`: a token of 12 bases still is an exact integer in float32. */
export const MAX_K = 12;

/** Largest `s`. */
export const MAX_S = 64;

/** A token every `s` bases, of `k` bases each. `s < k` overlaps, `s > k` skips bases. */
export interface TokenShape {
  /** Bases from one window to the next, 1..64. */
  readonly s: number;
  /** Bases in a window, 1..12. */
  readonly k: number;
}

/** Tokens in the smallest of the three that holds `4^k`: k <= 4, k <= 8, k <= 12. */
export type Tokens = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** @throws RangeError when `s` or `k` is out of range or no integer; TypeError for no shape */
export function checkShape(shape: TokenShape): void {
  checkObject('shape', shape);
  const { s, k } = shape;
  if (!Number.isInteger(k) || k < 1 || k > MAX_K) {
    throw new RangeError(`k must be in 1..${MAX_K}, got ${k}`);
  }
  if (!Number.isInteger(s) || s < 1 || s > MAX_S) {
    throw new RangeError(`s must be in 1..${MAX_S}, got ${s}`);
  }
}

/** Bytes of one token: 1, 2 or 4. */
export function tokenBytes(k: number): 1 | 2 | 4 {
  return k <= 4 ? 1 : k <= 8 ? 2 : 4;
}

/** Number of whole windows in `length` bases. */
export function countTokens(length: number, { s, k }: TokenShape): number {
  return length < k ? 0 : Math.floor((length - k) / s) + 1;
}

/** Index of the first base after the last whole window; `length` minus this is the tail. */
export function tailStart(length: number, shape: TokenShape): number {
  const count = countTokens(length, shape);
  return count === 0 ? 0 : (count - 1) * shape.s + shape.k;
}

/** Room for `count` tokens of `k` bases. */
export function allocateTokens(count: number, k: number): Tokens {
  return new (tokenArray(k))(count);
}

/**
 * The first `count` tokens of the caller's memory.
 * @throws TypeError when it is not an array of tokens of `k` bases; RangeError when it is too short
 */
export function firstTokens(output: Tokens, count: number, k: number): Tokens {
  const Wanted = tokenArray(k);
  if (!(output instanceof Wanted)) throw new TypeError(`tokens of k = ${k} go in a ${Wanted.name}`);
  if (output.length < count) {
    throw new RangeError(`${count} tokens do not fit in an output of ${output.length}`);
  }
  return output.subarray(0, count);
}

function tokenArray(k: number): new (count: number) => Tokens {
  if (k <= 4) return Uint8Array;
  return k <= 8 ? Uint16Array : Uint32Array;
}
