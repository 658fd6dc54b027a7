/**
 * One copy that a repeat pool follows: a place in the history whose bases, forward or on the other
 * strand, are like the newest ones.
 */
import type { BaseHistory } from '../history/base-history.ts';
import { countOnes } from '../history/integers.ts';

/** Distinct values of `confidenceClass`: strand, recent and older misses, run, standing. */
export const CONFIDENCE_CLASSES = 2 * 17 * 8 * 16 * 8;
/** The miss rate is an average over about 2^7 bases. */
const MISS_RATE_SHIFT = 7;
const ALWAYS = 65535;

/** A copy. All fields are integers. */
export class CopyPointer {
  /** Position of the base that it predicts next. */
  position = 0;
  /** +1, or -1 on the other strand. */
  step = 1;
  /** 0, or 3 on the other strand. */
  flip = 0;
  /** The last 32 comparisons: one bit a miss, the newest highest. */
  misses = 0;
  /** Hits since the last miss, counted from the entry. */
  run = 0;
  /** Bases followed. */
  age = 0;
  /**
   * Miss rate of late, Q16 in 0..65535. Of many near-identical genomes it tells the nearest from the others, which the last
   * 32 bases do not (dengue -3.8 %, West Nile -2.7 %).
   */
  missRate = 0;
  prediction = 0;
  /** Class of confidence in use. */
  confidence = 0;

  /** Predicts the base that comes next. */
  follow(history: BaseHistory): void {
    this.prediction = history.at(this.position) ^ this.flip;
  }

  /** Learns how often it misses. */
  learn(hit: boolean): void {
    this.missRate += ((hit ? 0 : ALWAYS) - this.missRate) >> MISS_RATE_SHIFT;
  }

  /** Moves on past a base that was a hit or a miss. */
  advance(hit: boolean): void {
    this.misses = (this.misses >>> 1) | (hit ? 0 : 0x80000000);
    this.run = hit ? this.run + 1 : 0;
    this.age++;
    this.position += this.step;
  }

  /** Misses among the last 16 bases. */
  get recentMisses(): number {
    return countOnes(this.misses >>> 16);
  }

  /** Whether it has just gone wrong: three misses of the last 8, at most three of the 16 before. */
  get strays(): boolean {
    return countOnes(this.misses >>> 24) >= 3 && countOnes((this.misses >>> 8) & 0xffff) <= 3;
  }

  /** 0 .. CONFIDENCE_CLASSES - 1: copies with such a past are taken to be equally good. */
  get confidenceClass(): number {
    const strand = this.flip & 1;
    const older = olderClass(countOnes(this.misses & 0xffff));
    const past = (strand * 17 + this.recentMisses) * 8 + older;
    return (past * 16 + runClass(this.run)) * 8 + this.#standing;
  }

  /** 0 .. 7: how long it has been followed, or how often it missed if that is long enough to tell. */
  get #standing(): number {
    if (this.age < 64) return this.age < 16 ? 0 : 1;
    return 2 + missRateClass(this.missRate);
  }

  /** Badness, how much is wrong with the copy: the most of what its last bases and its miss rate say. */
  get badness(): number {
    return Math.max(badness(this.misses), this.missRate >> 9);
  }

  copyFrom(other: CopyPointer): void {
    this.position = other.position;
    this.step = other.step;
    this.flip = other.flip;
    this.misses = other.misses;
    this.run = other.run;
    this.age = other.age;
    this.missRate = other.missRate;
    this.prediction = other.prediction;
    this.confidence = other.confidence;
  }
}

/** Badness of a copy with these misses of 32 bases: newer ones count four times. */
export function badness(misses: number): number {
  return 4 * countOnes(misses >>> 16) + countOnes(misses & 0xffff);
}

/** First confidence of a class: how often its copies are taken to be right, Q16. */
export function firstConfidence(confidenceClass: number): number {
  const run = (confidenceClass >> 3) & 15;
  const older = (confidenceClass >> 7) & 7;
  const recent = (confidenceClass >> 10) % 17;
  let p = 63570 - 3604 * recent - 1966 * older;
  if (run >= 9) p = Math.max(p, 62259);
  return Math.min(64553, Math.max(19661, p));
}

function runClass(run: number): number {
  if (run < 8) return run;
  if (run < 20) return 6 + (run >> 2);
  return run < 32 ? 11 : run < 64 ? 12 : run < 256 ? 13 : run < 1024 ? 14 : 15;
}

function olderClass(misses: number): number {
  if (misses < 3) return misses;
  return misses < 5 ? 3 : misses < 7 ? 4 : misses < 9 ? 5 : misses < 11 ? 6 : 7;
}

function missRateClass(rate: number): number {
  if (rate < 1200) return rate < 120 ? 0 : rate < 400 ? 1 : 2;
  return rate < 3000 ? 3 : rate < 6000 ? 4 : 5;
}
