/**
 * Layout of linear memory. Fixed: nothing is allocated, one chunk is worked on at a time.
 *
 * A chunk with its four areas fits the second-level cache of current machines.
 */

/** Windows of a chunk start in this many bases. */
export const CHUNK_BASES: i32 = 48 * 1024;

/** A last chunk may be longer by a window and a tail; SIMD reads and writes 64 bytes further. */
const SLACK: usize = 256;

/** The chunk as the caller wrote it: ASCII or packed bases. */
export const INPUT: usize = 1024;

/** Packed bases in *descending* addresses, so that a load of 32 bits has its first base on top. */
const PACKED: usize = INPUT + usize(CHUNK_BASES) + SLACK;

/** Address of the packed byte with bases 0 to 3; the next four are one below. */
export const PACKED_TOP: usize = PACKED + usize(CHUNK_BASES / 4) + 2 * SLACK;

/** The chunk's tokens. */
export const TOKENS: usize = PACKED_TOP + 64;

/** Runs of non-ACGT bytes: pairs of u32 `start, end`, in bytes of the chunk. */
export const RUNS: usize = TOKENS + 4 * usize(CHUNK_BASES) + SLACK;

/** Bytes of memory needed; every second byte may be a run of its own. */
export const MEMORY_BYTES: usize = RUNS + 4 * (usize(CHUNK_BASES) + 2 * SLACK);
