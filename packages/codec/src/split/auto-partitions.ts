/**
 * How many partitions an input is worth.
 *
 * Each costs what its model has to learn anew, and the repeats that it cannot see; with N partitions
 * of `B` bytes that is about 1 / B of the archive, docs/benchmarks.md, "Partitions".
 */

/** Fewest bytes in a partition. */
const FEWEST_BYTES = 2 ** 24;
/** With as many for each thread, partitions copy from others and all threads are busy, see `smpWidth`. */
const PARTITIONS_PER_THREAD = 2;

/**
 * @param inputBytes of the input
 * @param threads that it may keep busy, >= 1; the archive depends on this number only by what is returned
 * @returns >= 1
 * @throws RangeError when a number is no integer, or too small
 */
export function autoPartitions(inputBytes: number, threads: number): number {
  checkCount('inputBytes', inputBytes, 0);
  checkCount('threads', threads, 1);
  const useful = threads > 1 ? PARTITIONS_PER_THREAD * threads : 1;
  return Math.max(1, Math.min(useful, Math.floor(inputBytes / FEWEST_BYTES)));
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be an integer of at least ${least}, got ${String(value)}`);
}
