/**
 * Contexts for rows of integers of a fixed number of columns: the integers left and above.
 *
 * Integers are as in `number-code.ts`; their first byte tells their magnitude.
 */
import type { ContextSet } from '../bytes/context-set.ts';
import { hash } from '../bytes/hash.ts';
import { codeLength } from '@pmklc/core';

export class TableContexts implements ContextSet {
  readonly count = 7;
  readonly weightSets = [16, 1] as const;
  readonly #columns: number;
  /** First two bytes (first | second << 8) of the last three rows' integers, newest at `#index`. */
  readonly #heads: Int32Array;
  /** Number of integers completed. */
  #index = 0;
  #byte = 0;
  #bytes = 1;
  #head = 0;
  #third = 0;

  /** @param columns 1..{@link MAX_COLUMNS} */
  constructor(columns: number) {
    this.#columns = columns;
    this.#heads = new Int32Array(3 * columns);
  }

  next(bytes: Uint8Array, length: number, hashes: Int32Array): void {
    if (length > 0) this.#advance(bytes[length - 1]!);
    const columns = this.#columns;
    const known = hash(
      (this.#index % columns) | (this.#byte << 4) | (this.#head << 8),
      this.#third,
    );
    const left = this.#back(1) & 255;
    const left2 = this.#back(2) & 255;
    const above = this.#back(columns);
    const above2 = this.#back(2 * columns) & 255;
    hashes[0] = hash(1, known);
    hashes[1] = hash(hash(2, known), left);
    hashes[2] = hash(hash(3, known), above & 255);
    hashes[3] = hash(hash(4, known), (above & 255) | (above2 << 8));
    hashes[4] = hash(hash(5, known), left | (left2 << 8));
    hashes[5] = hash(hash(6, known), left | ((above & 255) << 8) | (left2 << 16));
    hashes[6] = hash(hash(7, known), above);
  }

  firstSet(): number {
    return (this.#index % this.#columns) * 4 + Math.min(this.#byte, 3);
  }

  secondSet(): number {
    return 0;
  }

  #advance(last: number): void {
    if (this.#byte === 0) {
      this.#bytes = codeLength(last);
      this.#head = last;
    } else if (this.#byte === 1) this.#head |= last << 8;
    else this.#third = last;
    if (++this.#byte < this.#bytes) return;
    this.#heads[this.#index++ % this.#heads.length] = this.#head;
    this.#byte = this.#head = this.#third = 0;
  }

  /** First two bytes of the integer `n` before the current one, 1..3 * columns; 0 before the beginning. */
  #back(n: number): number {
    const size = this.#heads.length;
    return n > size ? 0 : this.#heads[(this.#index + size - n) % size]!;
  }
}
