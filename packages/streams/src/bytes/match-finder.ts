/**
 * Finds the last place where the most recent bytes occurred before, and follows it while it is right.
 */

const MIN_LENGTH = 5;
/** Longer matches are not told apart when found; they grow as they are followed. */
const MAX_FOUND_LENGTH = 32;
const HASH_BITS = 16;

export class MatchFinder {
  /** Bytes that agree so far, 0 without a match. */
  length = 0;
  /** The byte forecast; meaningless without a match. */
  forecast = 0;
  #position = 0;
  /** Position behind the last occurrence of each hash of MIN_LENGTH bytes; 0 for none. */
  readonly #ends = new Int32Array(1 << HASH_BITS);

  /** Takes note of the last byte of `bytes[0, length)`. */
  next(bytes: Uint8Array, length: number): void {
    if (this.length > 0 && bytes[this.#position] === bytes[length - 1]) {
      this.length++;
      this.#position++;
    } else {
      this.length = 0;
    }
    if (length < MIN_LENGTH) return;
    const slot = hashBefore(bytes, length);
    if (this.length === 0) this.#find(bytes, length, this.#ends[slot]!);
    this.#ends[slot] = length;
    if (this.length > 0) this.forecast = bytes[this.#position]!;
  }

  #find(bytes: Uint8Array, length: number, end: number): void {
    let found = 0;
    while (
      found < MAX_FOUND_LENGTH &&
      found < end &&
      bytes[end - 1 - found] === bytes[length - 1 - found]
    ) {
      found++;
    }
    if (found < MIN_LENGTH) return;
    this.length = found;
    this.#position = end;
  }
}

function hashBefore(bytes: Uint8Array, length: number): number {
  let h = 0;
  for (let i = length - MIN_LENGTH; i < length; i++)
    h = Math.imul(h ^ bytes[i]!, 0x2f0b4c47) + 0x1234567;
  return ((h >>> 16) ^ h) & ((1 << HASH_BITS) - 1);
}
