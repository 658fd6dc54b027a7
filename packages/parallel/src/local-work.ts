/**
 * Work that a partition is, by which it is decided whether a worker is started for it.
 */

/** The fast model codes so many bases in the time of one of the others. */
const QUICKER = 16;

/** Bytes that others code in the time that these take. */
export function workOf(bytes: number, isFast: boolean): number {
  return isFast ? bytes / QUICKER : bytes;
}
