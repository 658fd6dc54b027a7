/**
 * Histories of the bits that a context has seen, in one byte: how often 0 (high half) and how often 1 (low half), 0..15 each.
 *
 * Seeing one bit makes the count of the other fall, so that the recent past weighs more.
 */

/** Count to which each count falls. */
const DISCOUNTED = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6];
const MAX_COUNT = 15;

/** Makes the table of the history that follows history `h` and bit `b`, at index `2 * h + b`. */
export function nextHistories(): Uint8Array {
  const next = new Uint8Array(512);
  for (let history = 0; history < 256; history++) {
    const [zeros, ones] = [history >> 4, history & 15];
    next[2 * history] = (Math.min(zeros + 1, MAX_COUNT) << 4) | DISCOUNTED[ones]!;
    next[2 * history + 1] = (DISCOUNTED[zeros]! << 4) | Math.min(ones + 1, MAX_COUNT);
  }
  return next;
}

/** Makes, for each of `count` contexts, the first guess of the probability of a 1 after each history, in 1/65536. */
export function initialHistoryMaps(count: number): Int32Array {
  const maps = new Int32Array(256 * count);
  for (let i = 0; i < maps.length; i++) {
    const [zeros, ones] = [(i >> 4) & 15, i & 15];
    maps[i] = Math.floor((65535 * (10 * ones + 3)) / (10 * (zeros + ones) + 6));
  }
  return maps;
}
