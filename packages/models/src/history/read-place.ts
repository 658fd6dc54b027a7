/**
 * Place in a read: how many of its bases are known, where reads of known lengths follow each other.
 *
 * What is known before a read says nothing of it: it may be from anywhere. Format: docs/format/model.md, "Reads".
 */

/** Lengths that may take turns: those of a read and its mate. */
const MOST_LENGTHS = 2;
const MAX_LENGTH = 2 ** 31 - 1;

/** Counts the bases of a read. */
export class ReadPlace {
  /** Bases known of the read; 0 where one begins. */
  known = 0;
  readonly #lengths: readonly number[];
  /** Number of the current read's length. */
  #turn = 0;

  /**
   * @param lengths bases of the reads, in turn
   * @param place bases before the next one, of all reads: a lane may begin within one
   * @throws RangeError as `checkReadLengths`
   */
  constructor(lengths: readonly number[], place = 0) {
    checkReadLengths(lengths);
    this.#lengths = lengths;
    this.known = place % lengths.reduce((sum, length) => sum + length);
    while (this.known >= lengths[this.#turn]!) this.known -= lengths[this.#turn++]!;
  }

  /** Moves on past a base. */
  advance(): void {
    if (++this.known < this.#lengths[this.#turn]!) return;
    this.known = 0;
    this.#turn = (this.#turn + 1) % this.#lengths.length;
  }
}

/** @throws RangeError when there are none or more than two, or one is not in 1..2^31-1 */
export function checkReadLengths(lengths: readonly number[]): void {
  const isLength = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= MAX_LENGTH;
  if (lengths.length >= 1 && lengths.length <= MOST_LENGTHS && lengths.every(isLength)) return;
  throw new RangeError(`reads have one or two lengths in 1..${MAX_LENGTH}, got ${lengths.join()}`);
}
