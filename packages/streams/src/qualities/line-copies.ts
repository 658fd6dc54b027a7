/**
 * Lines of qualities that an earlier line of the stream has whole: whether a line is one, and how many lines back the other is.
 *
 * Simulators draw lines from a collection, and again for the mates: a ninth of the lines of `bact_deep_R1.fq` are such copies.
 * Format: docs/format/sequence.md, "Copied lines".
 */
import { PmklcError } from '@pmklc/core';
import { AdaptiveBits } from '../bytes/adaptive-bit.ts';
import type { BitCoder } from '../bytes/bit-coder.ts';
import { NumberCoder } from '../bytes/number-coder.ts';

const RATE = 4;
/** Kinds of lines: no copy, a copy from another distance than the copy before, one from the same. */
const NO_COPY = 0;
const ANEW = 1;
const AS_BEFORE = 2;
const KINDS = 3;

export class LineCopies {
  readonly #isCopy = new AdaptiveBits(KINDS, RATE);
  readonly #isAsBefore = new AdaptiveBits(KINDS, RATE);
  readonly #distances = new NumberCoder();
  #last = NO_COPY;
  #distance = 0;

  /**
   * Codes how many lines back the line is that the next one is a copy of.
   * @param distance that number, or 0, when encoding; ignored when decoding
   * @param lines lines so far
   * @returns the number, 0 for a line that is no copy
   * @throws PmklcError `corrupt` when there is no such line
   */
  code(coder: BitCoder, distance: number, lines: number): number {
    const last = this.#last;
    this.#last = NO_COPY;
    if (this.#isCopy.code(coder, last, distance > 0 ? 1 : 0) === 0) return 0;
    const isAsBefore = distance === this.#distance ? 1 : 0;
    this.#last = this.#isAsBefore.code(coder, last, isAsBefore) === 1 ? AS_BEFORE : ANEW;
    if (this.#last === ANEW) this.#distance = this.#distances.code(coder, distance - 1) + 1;
    if (this.#distance === 0 || this.#distance > lines) {
      throw new PmklcError('corrupt', 'a line of qualities is a copy of no line');
    }
    return this.#distance;
  }
}
