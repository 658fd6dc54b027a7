/**
 * The bases of a lane coded so far, and what is derived from them once for all experts.
 *
 * Before its first base a lane reads as A (0), and its reverse complement as T. Arithmetic: docs/format/model.md, "History".
 */
import type { Base } from '@pmklc/core';
import { KnownBases } from './known-bases.ts';

/** Tokens that are kept: twice the longest window, 1024 bases, so that those before the start are never written. */
const KEPT_TOKENS = 2048;
const NEWEST_TOKENS = KEPT_TOKENS - 1;

/** Grows by one base at a time. What belongs to no lane are the known bases, which it adds to. */
export class BaseHistory {
  /** Number of bases of the lane that are known; of the first lane, with those of the prefix. */
  length = 0;
  /** Position of the lane's next base. */
  end: number;
  /** The 32 newest bases, two bits each, the newest lowest: as two integers of 32 bits. */
  recentHigh = 0;
  recentLow = 0;
  /** Reverse complement of the newest bases: the complement of the newest base is in the two highest bits. */
  reversedHigh = -1;
  reversedLow = -1;

  readonly #known: KnownBases;
  /** Number of the lane. */
  readonly lane: number;
  /** Tokens of the newest places in the lane: the 8 bases before each, and the reverse complement of those. Rings. */
  readonly #tokens = new Uint16Array(KEPT_TOKENS);
  readonly #reversedTokens = new Uint16Array(KEPT_TOKENS);

  constructor(known = new KnownBases(), lane = 0) {
    this.#known = known;
    this.lane = lane;
    this.end = known.startOf(lane);
  }

  /** Adds the newest base. */
  append(base: Base): void {
    this.#known.append(this.lane, base);
    this.length++;
    this.end++;
    this.recentHigh = (this.recentHigh << 2) | (this.recentLow >>> 30);
    this.recentLow = (this.recentLow << 2) | base;
    this.reversedLow = (this.reversedLow >>> 2) | (this.reversedHigh << 30);
    this.reversedHigh = (this.reversedHigh >>> 2) | ((3 - base) << 30);
    this.#tokens[this.length & NEWEST_TOKENS] = this.recentLow;
    this.#reversedTokens[this.length & NEWEST_TOKENS] = this.reversedHigh >>> 16;
  }

  /** The base at `position` in whatever lane, -64 .. 63 behind the last one. */
  at(position: number): Base {
    return this.#known.at(position);
  }

  /** Whether the base at a position, in whatever lane, is known. */
  knows(position: number): boolean {
    return this.#known.knows(position);
  }

  /** The last `k` bases (1..15) as a number, the newest in the low bits. */
  kmer(k: number): number {
    return this.recentLow & ((1 << (2 * k)) - 1);
  }

  /** The reverse complement of the last `k` bases (1..16), as `kmer` of it. */
  reversedKmer(k: number): number {
    return this.reversedHigh >>> (32 - 2 * k);
  }

  /** The 8 bases before a place in the lane, one of the 1024 newest, or before the start; the newest in the low bits. */
  tokenBefore(place: number): number {
    return this.#tokens[place & NEWEST_TOKENS];
  }

  /** The reverse complement of the 8 bases before a place in the lane, one of the 1024 newest and at least 1. */
  reversedTokenBefore(place: number): number {
    return this.#reversedTokens[place & NEWEST_TOKENS];
  }
}
