/**
 * Sequences made of others.
 */
import { randomBases } from './random.ts';

/** The other strand of bases 0..3. */
export function reverseComplement(bases: Uint8Array): Uint8Array {
  return bases.map((base) => 3 - base).reverse();
}

/** A random unit of `period` bases, again and again. */
export function periodic(period: number, length: number): Uint8Array {
  const unit = randomBases(period, period + 7);
  return Uint8Array.from({ length }, (_, i) => unit[i % period]!);
}
