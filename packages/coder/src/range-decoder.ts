/**
 * Mirror of `RangeEncoder`: finds the interval that was coded, then follows it.
 *
 * `code` is the distance of the payload's value from the encoder's `low`, so that neither `low`
 * nor a carry exists here. It is below the range as long as the payload is valid and the caller
 * consumes the interval that the target lies in. Arithmetic: docs/format/README.md, "Payload".
 */
import { checkBytes, PmklcError } from '@pmklc/core';
import {
  badInterval,
  FULL_RANGE,
  MAX_MISSING_BYTES,
  MAX_TOTAL_BITS,
  MIN_RANGE,
  WINDOW_BYTES,
} from './limits.ts';

/** Reads back what a `RangeEncoder` coded, given the same totals and intervals. */
export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #position = 0;
  #code = 0;
  #range = FULL_RANGE;

  /**
   * @param bytes a whole payload; not copied, so it must not change while it is read
   * @throws PmklcError `corrupt` when no encoder starts a payload so
   */
  constructor(bytes: Uint8Array) {
    checkBytes('bytes', bytes);
    this.#bytes = bytes;
    for (let i = 0; i < WINDOW_BYTES; i++) this.#code = this.#code * 256 + this.#nextByte();
    if (this.#code >= FULL_RANGE) {
      throw new PmklcError('corrupt', 'the payload starts with ff ff ff ff');
    }
  }

  /**
   * Locates the next symbol: the one whose interval `[start, start + freq)` holds the result.
   * Changes nothing; `consume` must follow.
   *
   * @param totalBits 1..20, as given to `encode`
   * @returns an integer in `[0, 2^totalBits)`
   */
  target(totalBits: number): number {
    // The largest v with floor(range * v / 2^totalBits) <= code. The quotient is off an integer by
    // more than 2^-33 or exact, so that the rounding of the division cannot reach the floor.
    return Math.floor(((this.#code + 1) * (1 << totalBits) - 1) / this.#range);
  }

  /**
   * Takes the symbol's interval, which must hold the last `target`.
   *
   * @param start as given to `encode`
   * @param freq as given to `encode`
   * @param totalBits as given to `encode`, 1..20
   * @throws PmklcError `truncated` when the payload ended more than 8 bytes ago
   * @throws RangeError when the interval does not hold the target
   */
  consume(start: number, freq: number, totalBits: number): void {
    const unit = this.#range / (1 << totalBits);
    const lo = Math.floor(unit * start);
    const hi = Math.floor(unit * (start + freq));
    const code = this.#code;
    if (!(lo <= code && code < hi && hi <= this.#range && totalBits <= MAX_TOTAL_BITS)) {
      throw badInterval(start, freq, totalBits);
    }
    this.#code = code - lo;
    this.#range = hi - lo;
    while (this.#range < MIN_RANGE) {
      this.#range *= 256;
      this.#code = this.#code * 256 + this.#nextByte();
    }
  }

  /**
   * Checks that the payload ends where its last symbol does.
   * @throws PmklcError `corrupt` when bytes are left over
   */
  finish(): void {
    const left = this.#bytes.length - this.#position;
    if (left > 0) throw new PmklcError('corrupt', `${left} bytes follow the last symbol`);
  }

  /** The next byte; zero for up to 8 bytes past the end, which the encoder need not write. */
  #nextByte(): number {
    const position = this.#position++;
    if (position < this.#bytes.length) return this.#bytes[position]!;
    if (position < this.#bytes.length + MAX_MISSING_BYTES) return 0;
    throw new PmklcError('truncated', `the payload ends at byte ${this.#bytes.length}`);
  }
}
