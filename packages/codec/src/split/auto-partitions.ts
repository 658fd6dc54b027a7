/**
 * How many partitions an input is worth.
 *
 * Each costs what its model has to learn anew, and the repeats that it cannot see; with N partitions
 * of `B` bytes that is about 1 / B of the archive, docs/benchmarks.md, "Partitions".
 */

/** Fewest bytes in a partition, unless more are asked for. */
const FEWEST_BYTES = 2 ** 24;
/**
 * Fewest bytes in a partition that somebody asks for. Starting a worker and a model takes 0.35 s, and 1 MiB is coded in
 * 0.8 s at -1 and 1.7 s at -6: from here on every level gains time by a second one. Bytes: two partitions of 1 MiB cost
 * 0.85 % (E. coli) and 0.16 % (cacao 8), eight of 128 KiB 1.85 % and 0.4 %, for no time at all.
 */
export const LEAST_PARTITION_BYTES = 2 ** 20;
/** Partitions for each thread: with two, partitions copy from others and all threads are busy, see `PassingOptions.width`. */
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

/**
 * How many partitions to cut an input into when so many are asked for: never smaller ones than are worth their time.
 *
 * @param inputBytes of the input
 * @param asked how many, >= 1
 * @param leastBytes see `PartitionOptions.leastBytes`
 * @returns 1..asked
 * @throws RangeError when a number is no integer, or too small
 */
export function sensiblePartitions(
  inputBytes: number,
  asked: number,
  leastBytes = LEAST_PARTITION_BYTES,
): number {
  checkCount('inputBytes', inputBytes, 0);
  checkCount('asked', asked, 1);
  checkCount('leastBytes', leastBytes, 1);
  return Math.max(1, Math.min(asked, Math.floor(inputBytes / leastBytes)));
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be an integer of at least ${least}, got ${String(value)}`);
}
