/**
 * Configuration of the context models. Format: docs/format/model.md, "Configuration".
 */

/** Fields of the context models. */
export interface ContextConfig {
  /** Orders of the context models, ascending, each 1..12. */
  readonly orders: readonly number[];
  /** Whether the context models learn from the opposite strand too. */
  readonly invertedRepeats: boolean;
}

/**
 * Visits after which a context of order k learns at the constant rate 1 / window. Orders 1 and 2
 * follow the composition of the last few hundred bases: human chr22 -0.4 %, cacao -0.1 %.
 */
export const CONTEXT_WINDOWS = [0, 16, 60, 250, 250, 250, 250, 250, 200, 100, 45, 20, 14] as const;

/** Highest order of a context model. */
export const MAX_ORDER = CONTEXT_WINDOWS.length - 1;

/** Context models up to this order keep 32-bit probabilities, because they learn slowly. */
export const WIDE_ORDER = 8;

/** Highest order of which every lane has a table of its own: what it learns is true nearby only. */
export const LOCAL_ORDER = 2;

/** Lowest order of which the contexts of a read begin with the read. */
export const LEAST_READ_ORDER = 6;
