/**
 * One copy that a repeat pool follows. Defined by `CopyPointer` in `@pmklc/models`.
 */
import { MISS_RATE_SHIFT } from '../generated/repeats/copy-pointer';


@unmanaged
export class CopyPointer {
  /** Position of the base it predicts next. */
  position: i32;
  /** +1, or -1 on the other strand. */
  step: i32;
  /** 0, or 3 on the other strand. */
  flip: u32;
  /** The last 32 comparisons: one bit a miss, the newest highest. */
  misses: u32;
  /** Hits since the last miss, counted from the entry. */
  run: u32;
  age: u32;
  /** Miss rate of late, Q16. */
  missRate: i32;
  prediction: u32;
  /** Address of the confidence in use. */
  confidence: usize;
  /** First base of the lane that the position was last found in: one before it may not be known. */
  lowest: i32;
}

/** Bytes of a pointer. */
export const POINTER_BYTES: usize = 40;
const ALWAYS: i32 = 65535;

/** The number of the class of copies with such a past. */
export function confidenceClass(p: CopyPointer): u32 {
  const recent = popcnt(p.misses >> 16);
  const older = olderClass(popcnt(p.misses & 0xffff));
  const strand = p.flip & 1;
  return (((strand * 17 + recent) * 8 + older) * 16 + runClass(p.run)) * 8 + standing(p);
}

// @ts-ignore: decorator
@inline
function runClass(run: u32): u32 {
  if (run < 8) return run;
  if (run < 20) return 6 + (run >> 2);
  return run < 32 ? 11 : run < 64 ? 12 : run < 256 ? 13 : run < 1024 ? 14 : 15;
}

// @ts-ignore: decorator
@inline
function olderClass(misses: u32): u32 {
  if (misses < 3) return misses;
  return misses < 5 ? 3 : misses < 7 ? 4 : misses < 9 ? 5 : misses < 11 ? 6 : 7;
}

// @ts-ignore: decorator
@inline
function standing(p: CopyPointer): u32 {
  if (p.age < 64) return p.age < 16 ? 0 : 1;
  const rate = p.missRate;
  if (rate < 1200) return rate < 120 ? 2 : rate < 400 ? 3 : 4;
  return rate < 3000 ? 5 : rate < 6000 ? 6 : 7;
}

/** Learns how often it misses. */
// @ts-ignore: decorator
@inline
export function learnMissRate(p: CopyPointer, hit: bool): void {
  p.missRate += ((hit ? 0 : ALWAYS) - p.missRate) >> MISS_RATE_SHIFT;
}

/** Whether a good copy has just gone wrong: three misses of the last 8, at most three of the 16 before. */
// @ts-ignore: decorator
@inline
export function strays(misses: u32): bool {
  return popcnt(misses >> 24) >= 3 && popcnt((misses >> 8) & 0xffff) <= 3;
}

// @ts-ignore: decorator
@inline
export function badness(misses: u32): i32 {
  return 4 * popcnt(misses >> 16) + popcnt(misses & 0xffff);
}
