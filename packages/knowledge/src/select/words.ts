/**
 * Words of 20 bases as hashes, and a filter that remembers hashes. A word is two numbers of 20 bits: its
 * ten older bases and its ten newer ones, two bits each, the newest lowest.
 */

export const WORD_BASES = 20;
export const HALF_BITS = 20;
export const HALF_MASK = (1 << HALF_BITS) - 1;

/** 32 bits. */
export function hashOf(older: number, newer: number): number {
  return mixed(Math.imul(older, 0x9e3779b1) ^ Math.imul(newer, 0x85ebca6b));
}

/** 32 bits that have nothing to do with those. */
export function otherHashOf(older: number, newer: number): number {
  return mixed(Math.imul(older, 0x27d4eb2f) ^ Math.imul(newer, 0x165667b1));
}

/** Spreads the lower bits of a product over the upper ones. */
function mixed(x: number): number {
  return Math.imul(x ^ (x >>> 15), 0xc2b2ae35) >>> 0;
}

/** Remembers hashes by one bit each: different ones may share it. */
export class WordFilter {
  readonly #bits: Uint8Array;
  readonly #shift: number;

  /** @param sizeBits log2 of the bits, 3..30 */
  constructor(sizeBits: number) {
    this.#bits = new Uint8Array(2 ** (sizeBits - 3));
    this.#shift = 32 - sizeBits;
  }

  has(hash: number): boolean {
    const slot = hash >>> this.#shift;
    return (this.#bits[slot >>> 3]! & (1 << (slot & 7))) !== 0;
  }

  add(hash: number): void {
    const slot = hash >>> this.#shift;
    this.#bits[slot >>> 3]! |= 1 << (slot & 7);
  }
}
