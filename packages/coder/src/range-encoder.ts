/**
 * Byte-wise range encoder with carry propagation (Martin 1979; low/cache as in LZMA).
 *
 * Integer only: the same calls give the same bytes on every machine. The bounds of a symbol are
 * exact to one unit of the range, so that a base of probability 65533/65536 costs what it should;
 * the product `range * cumulative` stays below 2^52 and `low` below 2^33, which doubles hold
 * exactly. Arithmetic: docs/format/README.md, "Payload".
 */
import {
  badInterval,
  FULL_RANGE,
  MAX_MISSING_BYTES,
  MAX_TOTAL_BITS,
  MIN_RANGE,
  WINDOW_BYTES,
} from './limits.ts';

const FIRST_CAPACITY = 1024;
const CARRY = 2 ** 32;

/** Turns a sequence of intervals into as few bytes as possible. One payload per encoder. */
export class RangeEncoder {
  #low = 0;
  #range = FULL_RANGE;
  /** The last byte that left `low`: a carry may still add 1 to it. */
  #cache = 0;
  /** Bytes 0xff behind the cache, which a carry turns to 0x00. */
  #pending = 0;
  /** Byte 0 is always 0, because the code stays below 1; `finish` leaves it out. */
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  #finished = false;

  /**
   * Codes the interval `[start, start + freq)` out of `2^totalBits`.
   *
   * @param start sum of the frequencies of the symbols before this one, an integer >= 0
   * @param freq frequency of this symbol, an integer >= 1; `start + freq <= 2^totalBits`
   * @param totalBits 1..20
   * @throws RangeError when the interval is empty or not inside the total
   * @throws TypeError after `finish`
   */
  encode(start: number, freq: number, totalBits: number): void {
    const unit = this.#range / (1 << totalBits);
    const lo = Math.floor(unit * start);
    const hi = Math.floor(unit * (start + freq));
    if (!(lo >= 0 && lo < hi && hi <= this.#range && totalBits <= MAX_TOTAL_BITS)) {
      throw this.#badCall(start, freq, totalBits);
    }
    this.#low += lo;
    this.#range = hi - lo;
    while (this.#range < MIN_RANGE) {
      this.#range *= 256;
      this.#shiftLow();
    }
  }

  /**
   * Ends the payload and returns it. The encoder cannot be used again.
   *
   * The last interval is written as its value with the most trailing zero bytes, and those are
   * dropped as far as a decoder may read past the end.
   * @throws TypeError when called twice
   */
  finish(): Uint8Array {
    if (this.#finished) throw new TypeError('this encoder is finished');
    this.#finished = true;
    this.#low = roundest(this.#low, this.#range);
    for (let i = 0; i <= WINDOW_BYTES; i++) this.#shiftLow();
    const least = this.#length - MAX_MISSING_BYTES;
    let end = this.#length;
    while (end > 1 && end > least && this.#buffer[end - 1] === 0) end--;
    const payload = this.#buffer.slice(1, end);
    this.#range = 0;
    return payload;
  }

  /** Moves the top byte of `low` out, and with it all bytes that no carry can change any more. */
  #shiftLow(): void {
    if (this.#low < 0xff000000 || this.#low >= CARRY) {
      this.#flush(this.#low >= CARRY ? 1 : 0);
      this.#cache = (this.#low >>> 24) & 0xff;
    } else {
      this.#pending++;
    }
    this.#low = (this.#low & 0x00ffffff) * 256;
  }

  #flush(carry: number): void {
    const end = this.#length + 1 + this.#pending;
    if (end > this.#buffer.length) this.#grow(end);
    this.#buffer[this.#length] = this.#cache + carry;
    if (this.#pending > 0) this.#buffer.fill(0xff + carry, this.#length + 1, end);
    this.#length = end;
    this.#pending = 0;
  }

  #badCall(start: number, freq: number, totalBits: number): Error {
    if (this.#finished) return new TypeError('this encoder is finished');
    return badInterval(start, freq, totalBits);
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}

/** The value in `[low, low + range)` with the most trailing zero bytes; `range >= 2^24`. */
function roundest(low: number, range: number): number {
  const whole = Math.ceil(low / CARRY) * CARRY;
  return whole < low + range ? whole : Math.ceil(low / MIN_RANGE) * MIN_RANGE;
}
