/**
 * Contexts of many bases: how often each base followed, in four bits each, and what such counts turned out to be worth.
 *
 * Most contexts are seen once or twice: how far so few are to be trusted is learned, for each pair of counts. Arithmetic:
 * docs/format/model.md, "Fast model".
 */
import type { Stateful } from '../snapshot/stateful.ts';

/** Bases of a context. */
export const HIGH_ORDER = 11;
/** The highest count of a base: then all are halved. */
const MOST = 15;
const HALVES = 0x7777;
/** Sums of two counts stay under it. */
const SUMS = 32;
const COUNTS = 16;
/** Number of pairs: of sums for the first bit, of counts for the second one after 0 and after 1. */
export const PAIRS = SUMS * SUMS + 2 * COUNTS * COUNTS;
const SECOND = SUMS * SUMS;
const RATE_SHIFT = 7;

/** Counts of bases by context, and the worth of pairs of counts. */
export class BaseCounts implements Stateful {
  /** Counts of A, C, G and T, four bits each from the lowest on. */
  readonly #counts = new Uint16Array(4 ** HIGH_ORDER);
  /** How likely the second of a pair comes, of 65536. */
  readonly #worth = firstWorth();

  get state(): readonly ArrayBufferView[] {
    return [this.#counts, this.#worth];
  }

  /** Number of the pair of counts that a bit is foretold by. @param node 0: the first bit; 1, 2: the second one after that was 0 or 1 */
  pair(context: number, node: number): number {
    const counts = this.#counts[context];
    const [a, c, g, t] = [counts & 15, (counts >> 4) & 15, (counts >> 8) & 15, counts >> 12];
    if (node === 0) return SUMS * (a + c) + g + t;
    return node === 1 ? SECOND + COUNTS * a + c : SECOND + COUNTS * (COUNTS + g) + t;
  }

  /** How likely a bit is 1 after such counts, of 65536. */
  probability(pair: number): number {
    return this.#worth[pair];
  }

  /** Learns what a pair of counts was worth. */
  learn(pair: number, bit: number): void {
    const p = this.#worth[pair];
    this.#worth[pair] = bit === 1 ? p + ((65535 - p) >> RATE_SHIFT) : p - (p >> RATE_SHIFT);
  }

  /** Counts a base in a context. */
  count(context: number, base: number): void {
    const shift = 4 * base;
    let counts = this.#counts[context];
    if (((counts >> shift) & 15) === MOST) counts = (counts >> 1) & HALVES;
    this.#counts[context] = counts + (1 << shift);
  }
}

/** The share of the second count, with 2/5 added to each. */
function firstWorth(): Uint16Array {
  const worth = new Uint16Array(PAIRS);
  const share = (first: number, second: number): number =>
    Math.floor((65536 * (5 * second + 2)) / (5 * (first + second) + 4));
  for (let i = 0; i < SECOND; i++) worth[i] = share(Math.floor(i / SUMS), i % SUMS);
  for (let i = SECOND; i < PAIRS; i++) {
    worth[i] = share(Math.floor((i - SECOND) / COUNTS) % COUNTS, i % COUNTS);
  }
  return worth;
}
