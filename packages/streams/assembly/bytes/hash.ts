/** The hash of contexts; `src/bytes/context-set.ts` defines it. */

// @ts-ignore: decorator
@inline
export function hash(a: i32, b: i32): i32 {
  let h = (a ^ 0x5bd1e995) * 0x2545f491 + (b + 0x7ed55d16) * <i32>0x9e3779b1;
  h ^= h >>> 15;
  h *= <i32>0x85ebca6b;
  return h ^ (h >>> 13);
}
