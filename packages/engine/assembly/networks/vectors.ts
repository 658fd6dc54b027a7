/**
 * Operations on vectors that the layers of a network share.
 */

// @ts-ignore: decorator
@inline
export function narrowed(low: v128, high: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(low, shift), i32x4.shr_s(high, shift));
}
