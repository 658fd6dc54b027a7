/**
 * Reads what `ByteWriter` wrote, from data that may be damaged: it never reads past the end,
 * and accepts exactly one encoding of each integer.
 */
import { checkBytes } from './check-arguments.ts';
import { PmklcError } from './error.ts';

/** Reads bytes and varints in order. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  /**
   * @param bytes the data; not copied, so it must not change while it is read
   * @throws TypeError when they are no `Uint8Array`
   */
  constructor(bytes: Uint8Array) {
    checkBytes('bytes', bytes);
    this.#bytes = bytes;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#position;
  }

  /** Bytes not yet read. */
  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  /**
   * Reads one byte, 0..255.
   * @throws PmklcError `truncated` at the end of the data
   */
  u8(): number {
    if (this.remaining === 0) {
      throw new PmklcError('truncated', `data ends at byte ${this.#position}`);
    }
    return this.#bytes[this.#position++];
  }

  /**
   * Reads an unsigned LEB128 integer, 0..2^53-1.
   * @throws PmklcError `truncated` when the data ends inside it, `corrupt` when it is larger than
   *   2^53-1 or longer than needed
   */
  varint(): number {
    const start = this.#position;
    // Nearly all have one byte: half a million of them, a model's state, take a few milliseconds.
    let value = this.u8();
    if (value < 128) return value;
    value -= 128;
    // Eight bytes hold 56 bits: a sum that had to be rounded is at least 2^53, and refused.
    for (let scale = 128; scale < 2 ** 56; scale *= 128) {
      const byte = this.u8();
      value += (byte & 127) * scale;
      if (byte < 128) {
        if (byte === 0 || !Number.isSafeInteger(value)) break;
        return value;
      }
    }
    throw new PmklcError('corrupt', `no valid integer at byte ${start}`);
  }

  /**
   * Reads `n` bytes.
   * @param n how many, an integer >= 0; it may come straight from the data
   * @returns a view of the data, not a copy
   * @throws PmklcError `truncated` when fewer than `n` bytes remain
   * @throws RangeError when `n` is not an integer >= 0
   */
  bytes(n: number): Uint8Array {
    if (!Number.isSafeInteger(n) || n < 0) {
      throw new RangeError(`a byte count must be an integer >= 0, got ${n}`);
    }
    if (n > this.remaining) {
      throw new PmklcError(
        'truncated',
        `${n} bytes expected at byte ${this.#position}, ${this.remaining} remain`,
      );
    }
    this.#position += n;
    return this.#bytes.subarray(this.#position - n, this.#position);
  }
}
