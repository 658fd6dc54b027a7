/**
 * Bits whose probability is learned from those before, without any mixing.
 */
import type { BitCoder } from './bit-coder.ts';

const HALF = 32768;

/** Some probabilities of a 1, each of which learns by itself. */
export class AdaptiveBits {
  readonly #probabilities: Uint16Array;
  readonly #rate: number;

  /** @param rate binary logarithm of the bits that a probability remembers */
  constructor(count: number, rate: number, first = HALF) {
    this.#probabilities = new Uint16Array(count).fill(first);
    this.#rate = rate;
  }

  /**
   * Codes a bit with probability number `at`.
   * @returns the bit
   */
  code(coder: BitCoder, at: number, bit: number): number {
    const probability = this.#probabilities[at]!;
    const coded = coder.code(bit, probability);
    const move = coded === 1 ? (65535 - probability) >> this.#rate : -(probability >> this.#rate);
    this.#probabilities[at] = probability + move;
    return coded;
  }

  /**
   * Codes `bits` bits, most significant first, with the probabilities from `start` on: `start` plus a 1 and the bits known.
   * @returns the number that they make
   */
  codeTree(coder: BitCoder, start: number, bits: number, value: number): number {
    let known = 1;
    for (let shift = bits - 1; shift >= 0; shift--) {
      known = (known << 1) | this.code(coder, start + known, (value >>> shift) & 1);
    }
    return known - (1 << bits);
  }
}

/** Codes `bits` bits that nothing is known of, most significant first; returns the number that they make. */
export function codeBits(coder: BitCoder, bits: number, value: number): number {
  let known = 0;
  for (let shift = bits - 1; shift >= 0; shift--) {
    known = 2 * known + coder.code((value >>> shift) & 1, HALF);
  }
  return known;
}
