/**
 * Reproducible random data: the same for the same seed.
 */

/** A generator of integers in 0..limit-1 (a linear congruential one). */
export function randomInts(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Pseudo-random numbers in [0, 1), of the same generator. */
export function randomNumbers(seed: number): () => number {
  let x = seed;
  return () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return x / 2 ** 32;
  };
}

/** So many bases, 0..3. */
export function randomBases(length: number, seed = 1): Uint8Array {
  const next = randomNumbers(seed);
  return Uint8Array.from({ length }, () => 4 * next());
}
