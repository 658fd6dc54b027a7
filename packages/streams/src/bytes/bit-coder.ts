/**
 * Binary arithmetic coder: one interval of 32-bit integers, narrowed bit by bit (as in lpaq).
 *
 * Encoder and decoder have the same `code` method, so that one loop drives both.
 */
import { PmklcError, ByteBuffer } from '@pmklc/core';

/** Codes bits one after the other. */
export interface BitCoder {
  /**
   * @param bit 0 or 1 to encode; ignored when decoding
   * @param probability that the bit is 1, in 1/65536, 1..65535
   * @returns the bit
   */
  code(bit: number, probability: number): number;
}

/** `low + floor((high - low) * probability / 65536)`: the last number of the part that stands for 1. */
function divide(low: number, high: number, probability: number): number {
  const range = (high - low) >>> 0;
  const part = Math.imul(range >>> 16, probability) + (((range & 0xffff) * probability) >>> 16);
  return (low + part) >>> 0;
}

export class BitEncoder implements BitCoder {
  readonly #out = new ByteBuffer(64);
  #low = 0;
  #high = 0xffffffff;

  code(bit: number, probability: number): number {
    const middle = divide(this.#low, this.#high, probability);
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    while ((this.#low ^ this.#high) >>> 24 === 0) {
      this.#out.push(this.#high >>> 24);
      this.#low = (this.#low << 8) >>> 0;
      this.#high = ((this.#high << 8) | 255) >>> 0;
    }
    return bit;
  }

  /** Ends with as few bytes as name a number of the interval; the decoder reads zeros past the end. */
  finish(): Uint8Array {
    if (this.#low > 0) {
      let unit = 2 ** 24;
      while (Math.ceil(this.#low / unit) * unit > this.#high) unit /= 256;
      const number = Math.ceil(this.#low / unit) * unit;
      for (let place = 2 ** 24; place >= unit; place /= 256) this.#out.push((number / place) & 255);
    }
    return this.#out.view();
  }
}

/** The interval is four bytes wide, so a decoder needs no more zeros than that. */
const MAX_MISSING_BYTES = 4;

export class BitDecoder implements BitCoder {
  readonly #bytes: Uint8Array;
  readonly #most: number;
  #position = 0;
  #low = 0;
  #high = 0xffffffff;
  #number = 0;

  /**
   * @param mayMiss bytes that may be read as zeros behind the end of the code; with 0, all bits are certain
   * @throws PmklcError `truncated` when more than that are missing
   */
  constructor(bytes: Uint8Array, mayMiss = MAX_MISSING_BYTES) {
    this.#bytes = bytes;
    this.#most = bytes.length + mayMiss;
    for (let i = 0; i < 4; i++) this.#shift();
  }

  /** @throws PmklcError `truncated` when the code ends before the bits do */
  code(_bit: number, probability: number): number {
    const middle = divide(this.#low, this.#high, probability);
    const bit = this.#number <= middle ? 1 : 0;
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    while ((this.#low ^ this.#high) >>> 24 === 0) {
      this.#low = (this.#low << 8) >>> 0;
      this.#high = ((this.#high << 8) | 255) >>> 0;
      this.#shift();
    }
    return bit;
  }

  /** Whether all bytes of the code were needed. */
  get isExhausted(): boolean {
    return this.#position >= this.#bytes.length;
  }

  #shift(): void {
    const byte = this.#bytes[this.#position++] ?? 0;
    if (this.#position > this.#most) {
      throw new PmklcError('truncated', 'the code of a side stream ends too early');
    }
    this.#number = ((this.#number << 8) | byte) >>> 0;
  }
}
