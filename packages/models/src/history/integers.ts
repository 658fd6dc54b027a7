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

/** The odd number of 64 bits nearest to 2^64 divided by the golden ratio. */
const MULTIPLIER_HIGH = 0x9e3779b9;
const MULTIPLIER_LOW = 0x7f4a7c15;

/** The upper 32 of the lower 64 bits of a number of 64 bits times that multiplier: a hash, 32 bits with sign. */
export function productHigh(high: number, low: number): number {
  const upper =
    upperProduct(low >>> 0, MULTIPLIER_LOW) +
    Math.imul(low, MULTIPLIER_HIGH) +
    Math.imul(high, MULTIPLIER_LOW);
  return upper | 0;
}

/** The upper 32 of the 64 bits of `a * b`, both in 0..2^32 - 1. Every step stays under 2^53. */
function upperProduct(a: number, b: number): number {
  const carry = (a & 0xffff) * b;
  return Math.floor(((a >>> 16) * b + Math.floor(carry / 65536)) / 65536);
}
