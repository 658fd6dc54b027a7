/**
 * The bases coded so far, and what is derived from them once for all experts.
 *
 * Bases outside of what is known, before the start or past the end, read as A (0); only the reverse
 * complement of what was before the start reads as T. Arithmetic: docs/format/model.md, "History".
 */
import type { Base } from '@pmklc/core';

/** Bases that may be read before the start, and past the end. */
const MARGIN = 64;
/** Tokens that are kept: twice the longest window, 1024 bases, so that those before the start are never written. */
const KEPT_TOKENS = 2048;
const NEWEST_TOKENS = KEPT_TOKENS - 1;
const FIRST_CAPACITY = 1024;

/** Grows by one base at a time. */
export class BaseHistory {
  /** Number of bases known. */
  length = 0;
  /** The 32 newest bases, two bits each, the newest lowest: as two integers of 32 bits. */
  recentHigh = 0;
  recentLow = 0;
  /** Reverse complement of the newest bases: the complement of the newest base is in the two highest bits. */
  reversedHigh = -1;
  reversedLow = -1;

  #capacity: number;
  #bases: Uint8Array;
  /** Tokens of the newest positions: the 8 bases before each, and the reverse complement of those. Rings. */
  readonly #tokens = new Uint16Array(KEPT_TOKENS);
  readonly #reversedTokens = new Uint16Array(KEPT_TOKENS);

  /** @param capacity bases to make room for; more are possible */
  constructor(capacity = FIRST_CAPACITY) {
    this.#capacity = capacity;
    this.#bases = new Uint8Array(MARGIN + capacity + MARGIN);
  }

  /** Adds the newest base. */
  append(base: Base): void {
    if (this.length === this.#capacity) this.#grow();
    this.#bases[MARGIN + this.length++] = base;
    this.recentHigh = (this.recentHigh << 2) | (this.recentLow >>> 30);
    this.recentLow = (this.recentLow << 2) | base;
    this.reversedLow = (this.reversedLow >>> 2) | (this.reversedHigh << 30);
    this.reversedHigh = (this.reversedHigh >>> 2) | ((3 - base) << 30);
    this.#tokens[this.length & NEWEST_TOKENS] = this.recentLow;
    this.#reversedTokens[this.length & NEWEST_TOKENS] = this.reversedHigh >>> 16;
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

  /** The 8 bases before `position`, one of the 1024 newest, or before the start; the newest in the low bits. */
  tokenBefore(position: number): number {
    return this.#tokens[position & NEWEST_TOKENS];
  }

  /** The reverse complement of the 8 bases before `position`, one of the 1024 newest and at least 1. */
  reversedTokenBefore(position: number): number {
    return this.#reversedTokens[position & NEWEST_TOKENS];
  }

  #grow(): void {
    this.#capacity = 2 * this.#capacity + FIRST_CAPACITY;
    const grown = new Uint8Array(MARGIN + this.#capacity + MARGIN);
    grown.set(this.#bases);
    this.#bases = grown;
  }
}
