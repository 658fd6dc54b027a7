/**
 * The numbers that the encoder and the decoder share. Arithmetic: docs/format/README.md, "Payload".
 */

/** Frequencies are out of `2^totalBits`, and `totalBits` is in 1..20. */
export const MAX_TOTAL_BITS = 20;

/** The range at the start: the largest unsigned 32-bit integer. */
export const FULL_RANGE = 0xffffffff;

/** The range is never below this between two symbols. */
export const MIN_RANGE = 2 ** 24;

/** Bytes of the window that `low`, the range and the decoder's code span. */
export const WINDOW_BYTES = 4;

/** A decoder reads at most this many zero bytes past the end of a payload. */
export const MAX_MISSING_BYTES = 8;

/** The error for an interval that no coder accepts. */
export function badInterval(start: number, freq: number, totalBits: number): RangeError {
  if (!Number.isInteger(totalBits) || totalBits < 1 || totalBits > MAX_TOTAL_BITS) {
    return new RangeError(`totalBits must be in 1..${MAX_TOTAL_BITS}, got ${totalBits}`);
  }
  return new RangeError(`[${start}, ${start} + ${freq}) is not the interval of a symbol`);
}
