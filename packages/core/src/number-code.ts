/**
 * Integers 0..2^32-1 in one to five bytes, high bits first.
 *
 * The first byte tells the length and the magnitude, which is what models can forecast; in a LEB128
 * varint it would come last. Every integer has exactly one code:
 *
 * | first byte | bytes | value |
 * |---|---|---|
 * | 0x00..0x7f | 1 | the byte |
 * | 0x80..0xbf | 2 | 14 bits + 2^7 |
 * | 0xc0..0xdf | 3 | 21 bits + 2^7 + 2^14 |
 * | 0xe0 | 5 | 32 bits, at least 2^7 + 2^14 + 2^21 |
 */
import { PmklcError } from './error.ts';
import type { ByteBuffer } from './byte-buffer.ts';

const FROM_2 = 2 ** 7;
const FROM_3 = FROM_2 + 2 ** 14;
const FROM_5 = FROM_3 + 2 ** 21;

/** Bytes of a code that begins with `first`; 5 for bytes that begin none. */
export function codeLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  return first < 0xe0 ? 3 : 5;
}

/** Appends the code of `value`, an integer in 0..2^32-1. */
export function writeNumber(to: ByteBuffer, value: number): void {
  if (value < FROM_2) {
    to.push(value);
  } else if (value < FROM_3) {
    to.push(0x80 | ((value - FROM_2) >> 8));
    to.push((value - FROM_2) & 255);
  } else if (value < FROM_5) {
    to.push(0xc0 | ((value - FROM_3) >> 16));
    to.push(((value - FROM_3) >> 8) & 255);
    to.push((value - FROM_3) & 255);
  } else {
    to.push(0xe0);
    for (let shift = 24; shift >= 0; shift -= 8) to.push((value >>> shift) & 255);
  }
}

/** Reads codes in order. */
export class NumberReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  /** @throws PmklcError `truncated` at the end of the data, `corrupt` when there is no code */
  next(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first < 0xc0) return FROM_2 + (((first & 63) << 8) | this.#byte());
    if (first < 0xe0) return FROM_3 + (((first & 31) << 16) | (this.#byte() << 8) | this.#byte());
    let value = 0;
    for (let i = 0; i < 4; i++) value = value * 256 + this.#byte();
    if (first > 0xe0 || value < FROM_5) {
      throw new PmklcError('corrupt', `no valid integer before byte ${this.#position}`);
    }
    return value;
  }

  #byte(): number {
    if (this.remaining === 0)
      throw new PmklcError('truncated', 'a side stream ends inside an integer');
    return this.#bytes[this.#position++]!;
  }
}
