/**
 * ASCII to base codes, 16 at a time, and the runs of bytes that are no bases.
 *
 * The low four bits of A, C, G, T are 1, 3, 7, 4: they select both the code and the only letter
 * (with bit 5, the case, cleared) that may have them.
 */
import { RUNS } from './layout';

/** End of the run list. */
let runsEnd: usize = RUNS;

/** Forgets the runs of the last chunk. */
export function clearRuns(): void {
  runsEnd = RUNS;
}

/** Number of runs in the list. */
export function countRuns(): i32 {
  return i32((runsEnd - RUNS) >> 3);
}

/** Codes 0..3 of the 16 bytes at `from + at`; a byte that is no base is reported and becomes 0. */
// @ts-ignore: decorator
@inline
export function classify(from: usize, at: i32): v128 {
  const ascii = v128.load(from + usize(at));
  const low = v128.and(ascii, i8x16.splat(0x0f));
  const letter = i8x16.swizzle(
    i8x16(-1, 0x41, -1, 0x43, 0x54, -1, -1, 0x47, -1, -1, -1, -1, -1, -1, -1, -1),
    low,
  );
  const code = i8x16.swizzle(i8x16(0, 0, 0, 1, 3, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0), low);
  const good = i8x16.eq(v128.and(ascii, i8x16.splat(i8(0xdf))), letter);
  if (!i8x16.all_true(good)) addRuns(at, ~i8x16.bitmask(good) & 0xffff);
  return v128.and(code, good);
}

/** Adds the bytes `at + i` for every bit `i` set in `bad`. */
function addRuns(at: i32, bad: i32): void {
  while (bad != 0) {
    const start = at + ctz(bad);
    const end = start + ctz(~(bad >> ctz(bad)));
    if (runsEnd > RUNS && load<i32>(runsEnd - 4) == start) {
      store<i32>(runsEnd - 4, end);
    } else {
      store<i32>(runsEnd, start);
      store<i32>(runsEnd, end, 4);
      runsEnd += 8;
    }
    bad &= ~((1 << (end - at)) - 1);
  }
}
