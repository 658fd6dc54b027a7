/**
 * The logistic function and its inverse in integers, for models of bits.
 *
 * Probabilities are 16-bit (0..65535 of 65536), log-odds are in units of 1/256 and clamped to ±2047.
 * Tables: docs/format/sequence.md, "Modelled streams".
 */

/** Largest magnitude of a log-odds value. */
const MAX_STRETCH = 2047;

/** 65536 / (1 + exp(-x)) at x = -8, -7.5, ... 8, rounded; straight lines between. */
const KNOTS = [
  22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768,
  40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476,
  65500, 65514,
];
const KNOT_BITS = 7;

/** Both tables. */
export interface LogisticTables {
  /** Probability of log-odds `x`, at index `x + 2048`. */
  readonly squash: Uint16Array;
  /** Log-odds of probability `p`, at index `p >> 4`. */
  readonly stretch: Int16Array;
}

/** Makes both tables. */
export function logisticTables(): LogisticTables {
  const squash = new Uint16Array(4096);
  for (let i = 0; i < 4096; i++) {
    const [knot, rest] = [i >> KNOT_BITS, i & 127];
    squash[i] = (KNOTS[knot]! * (128 - rest) + KNOTS[knot + 1]! * rest + 64) >> KNOT_BITS;
  }
  const stretch = new Int16Array(4096).fill(MAX_STRETCH);
  // The least x whose probability reaches the middle of the 16 that share an entry.
  for (let x = -MAX_STRETCH, from = 0; x <= MAX_STRETCH; x++) {
    const to = (squash[x + 2048]! + 8) >> 4;
    while (from < to) stretch[from++] = x;
  }
  return { squash, stretch };
}

/** Holds log-odds within what the tables have. */
export function clampStretch(odds: number): number {
  return odds > MAX_STRETCH ? MAX_STRETCH : odds < -MAX_STRETCH ? -MAX_STRETCH : odds;
}
