/**
 * The bases coded so far, and what is derived from them once for all experts.
 *
 * Bases outside of what is known, before the start or past the end, read as A (0); only the reverse
 * complement of what was before the start reads as T. Arithmetic: docs/format-model.md, "History".
 */
import type { Base } from '@pmklc/core';

/** Bases that may be read before the start, and past the end. */
const MARGIN = 64;
/** Tokens that may be read before the start. */
const LONGEST_WINDOW = 1024;
const FIRST_CAPACITY = 1024;

/** Grows by one base at a time. */
export class BaseHistory {
  /** Number of bases known. */
  length = 0;
  /** The 32 newest bases, two bits each, the newest lowest: as two integers of 32 bits. */
  recentHigh = 0;
  recentLow = 0;
  /** Their reverse complement: the complement of the newest base is in the two highest bits. */
  reversedHigh = -1;
  reversedLow = -1;

  #capacity: number;
  #bases: Uint8Array;
  /** At each position the 8 bases before it, and the reverse complement of those. */
  #tokens: Uint16Array;
  #reversedTokens: Uint16Array;

  /** @param capacity bases to make room for; more are possible */
  constructor(capacity = FIRST_CAPACITY) {
    this.#capacity = capacity;
    this.#bases = new Uint8Array(MARGIN + capacity + MARGIN);
    this.#tokens = new Uint16Array(LONGEST_WINDOW + capacity + 1);
    this.#reversedTokens = new Uint16Array(capacity + 1);
  }

  /** Adds the newest base. */
  append(base: Base): void {
    if (this.length === this.#capacity) this.#grow();
    this.#bases[MARGIN + this.length++] = base;
    this.recentHigh = (this.recentHigh << 2) | (this.recentLow >>> 30);
    this.recentLow = (this.recentLow << 2) | base;
    this.reversedLow = (this.reversedLow >>> 2) | (this.reversedHigh << 30);
    this.reversedHigh = (this.reversedHigh >>> 2) | ((3 - base) << 30);
    this.#tokens[LONGEST_WINDOW + this.length] = this.recentLow;
    this.#reversedTokens[this.length] = this.reversedHigh >>> 16;
  }

  /** The base at `position`, -64 .. length + 63. */
  at(position: number): Base {
    return this.#bases[MARGIN + position] as Base;
  }

  /** The last `k` bases (1..15) as a number, the newest in the low bits. */
  kmer(k: number): number {
    return this.recentLow & ((1 << (2 * k)) - 1);
  }

  /** The reverse complement of the last `k` bases (1..16), as `kmer` of it. */
  reversedKmer(k: number): number {
    return this.reversedHigh >>> (32 - 2 * k);
  }

  /** The 8 bases before `position` (-1024 .. length), the newest in the low bits. */
  tokenBefore(position: number): number {
    return this.#tokens[LONGEST_WINDOW + position];
  }

  /** The reverse complement of the 8 bases before `position` (1 .. length). */
  reversedTokenBefore(position: number): number {
    return this.#reversedTokens[position];
  }

  #grow(): void {
    this.#capacity = 2 * this.#capacity + FIRST_CAPACITY;
    const grown = new BaseHistory(this.#capacity);
    grown.#bases.set(this.#bases);
    grown.#tokens.set(this.#tokens);
    grown.#reversedTokens.set(this.#reversedTokens);
    this.#bases = grown.#bases;
    this.#tokens = grown.#tokens;
    this.#reversedTokens = grown.#reversedTokens;
  }
}
