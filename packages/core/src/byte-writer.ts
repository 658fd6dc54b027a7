/**
 * Growing byte buffer; what it writes, `ByteReader` reads.
 *
 * Integers are unsigned LEB128 ("varint"): seven bits a byte, low bits first, the top bit set
 * on all bytes but the last, and no byte more than needed, so equal values have equal bytes.
 */
import { checkBytes } from './check-arguments.ts';

const FIRST_CAPACITY = 64;

/** Collects bytes and varints in order. */
export class ByteWriter {
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends one byte.
   * @param x an integer in 0..255
   * @throws RangeError when `x` is anything else
   */
  u8(x: number): void {
    if (!Number.isInteger(x) || x < 0 || x > 255) {
      throw new RangeError(`a byte must be an integer in 0..255, got ${x}`);
    }
    this.#reserve(1);
    this.#buffer[this.#length++] = x;
  }

  /**
   * Appends an unsigned LEB128 integer, one to eight bytes.
   * @param x an integer in 0..2^53-1
   * @throws RangeError when `x` is anything else
   */
  varint(x: number): void {
    if (!Number.isSafeInteger(x) || x < 0) {
      throw new RangeError(`a varint must be an integer in 0..2^53-1, got ${x}`);
    }
    this.#reserve(8);
    // Division, not shifts: values reach beyond 32 bits.
    let rest = x;
    while (rest >= 128) {
      this.#buffer[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#length++] = rest;
  }

  /** Appends a copy of `b`. Its length is not written: write it first where the reader needs it. */
  bytes(b: Uint8Array): void {
    checkBytes('b', b);
    this.#reserve(b.length);
    this.#buffer.set(b, this.#length);
    this.#length += b.length;
  }

  /** A copy of all bytes written so far; writing may go on. */
  toUint8Array(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}
