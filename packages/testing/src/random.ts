/**
 * Reproducible random data: the same for the same seed, on every machine.
 */

/** A generator of integers in 0..2^32-1 (xorshift32). */
export function randomWords(seed: number): () => number {
  // From 0 only 0 would follow.
  let x = seed | 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

/** A generator of integers in 0..limit-1. */
export function randomInts(seed: number): (limit: number) => number {
  const next = randomNumbers(seed);
  return (limit) => Math.floor(next() * limit);
}

/** A generator of numbers in [0, 1). */
export function randomNumbers(seed: number): () => number {
  const next = randomWords(seed);
  return () => next() / 2 ** 32;
}

/** Random bases, 0..3. */
export function randomBases(length: number, seed = 1): Uint8Array {
  const next = randomWords(seed);
  return Uint8Array.from({ length }, () => next() >>> 30);
}

/** Random letters A, C, G and T, in ASCII: `randomBases` of the same seed. */
export function randomDna(length: number, seed = 1): Uint8Array {
  return randomBases(length, seed).map((base) => 'ACGT'.charCodeAt(base));
}
