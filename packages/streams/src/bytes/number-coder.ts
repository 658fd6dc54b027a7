/**
 * Integers of any size: how many bits they have, then the first of those, are learned; the rest is as good as random.
 *
 * Format: docs/format/sequence.md, "Line lengths".
 */
import { AdaptiveBits, codeBits } from './adaptive-bit.ts';
import type { BitCoder } from './bit-coder.ts';

const RATE = 4;
const WIDTH_BITS = 6;
/** Bits after the first 1 that are learned. */
const LEARNED_BITS = 3;

export class NumberCoder {
  readonly #widths = new AdaptiveBits(1 << WIDTH_BITS, RATE);
  readonly #leading = new AdaptiveBits(33 << LEARNED_BITS, RATE);

  /**
   * Codes an integer in 0..2^32-1.
   * @returns it; an invalid code makes any number, at most 2^32-1
   */
  code(coder: BitCoder, value: number): number {
    const width = this.#widths.codeTree(coder, 0, WIDTH_BITS, 32 - Math.clz32(value));
    if (width === 0) return 0;
    const bits = Math.min(width, 32) - 1;
    const learned = Math.min(bits, LEARNED_BITS);
    const start = (bits + 1) << LEARNED_BITS;
    const top = value >>> (bits - learned);
    const number = (1 << learned) | this.#leading.codeTree(coder, start, learned, top);
    const rest = bits - learned;
    return number * 2 ** rest + codeBits(coder, rest, value);
  }
}
