/**
 * Time that jobs take, about: for schedulers, which stop what takes longer than it said.
 */

/**
 * Nanoseconds a base, by level from 0: what docs/benchmarks/ladder.json has for a small genome on a core of 2.6 GHz, and a quarter more,
 * since larger ones miss caches (yeast at level 1: 1190).
 */
const BASE_NS = [250, 1200, 1500, 1550, 1650, 1900, 2600, 3500, 3500, 4500] as const;
/** Nanoseconds for a byte that is no base. */
const OTHER_NS = 300;
/** Seconds to start, to read the public knowledge and to write. */
const START_SECONDS = 2;
const NS = 1e9;

/**
 * Seconds on a core, rounded up.
 * @param level 0..9
 * @param bases that are coded
 * @param otherBytes of the input
 */
export function secondsFor(level: number, bases: number, otherBytes: number): number {
  const ns = BASE_NS[level]! * bases + OTHER_NS * otherBytes;
  return START_SECONDS + Math.ceil(ns / NS);
}
