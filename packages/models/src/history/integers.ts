/**
 * Integer operations that JavaScript lacks.
 */

/** Number of ones among the 32 bits of `x`. */
export function countOnes(x: number): number {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** `x` limited to 16 bits with sign. */
export function saturate16(x: number): number {
  return x > 32767 ? 32767 : x < -32768 ? -32768 : x;
}

/** The product of two Q15 numbers in [-32767, 32767], rounded. */
export function multiplyQ15(a: number, b: number): number {
  return (Math.imul(a, b) + 0x4000) >> 15;
}
