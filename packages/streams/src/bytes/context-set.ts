/**
 * Contexts from which a kind of side stream makes its forecasts.
 */

export interface ContextSet {
  /** Number of contexts. */
  readonly count: number;
  /** Number of weight sets of each of the two mixers. */
  readonly weightSets: readonly [number, number];
  /** Fills `hashes` (one a context) for the byte after `bytes[0, length)`, of which the last is new since the last call. */
  next(bytes: Uint8Array, length: number, hashes: Int32Array): void;
  /** The weight set of the first mixer, given a 1 followed by the bits of the byte known so far. */
  firstSet(partial: number): number;
  /** The weight set of the second mixer, the same for a whole byte. */
  secondSet(): number;
}
