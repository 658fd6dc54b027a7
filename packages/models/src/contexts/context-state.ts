/**
 * The table of an order-k context model: three adaptive probabilities (the fourth is the rest) and a visit
 * count for each of 4^k contexts.
 *
 * Probabilities are stored less 1/4, so that zeroed memory is the uniform distribution. Orders up
 * to 8 keep them in Q22, because their learning rates are too small for the 16 bits (Q15) of the
 * others. Arithmetic: docs/format/model.md, "Context models".
 */
import { multiplyQ15 } from '../history/integers.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { CONTEXT_WINDOWS, MAX_ORDER, WIDE_ORDER } from './context-config.ts';

const COUNT_LIMIT = 255;
const MAX_CONFIDENCE = 15;
/** 1/4 and the probability that a hit moves towards, Q22 and Q15. */
const WIDE_QUARTER = 1 << 20;
const WIDE_HIT = (1 << 22) - 1;
const NARROW_QUARTER = 8192;
const NARROW_HIT = 32767;

/** State of a context model: what it has learned. */
export class ContextState implements Stateful {
  readonly order: number;
  /**
   * A slot of 4 a context: the probabilities of A, C and G less 1/4, then the visits, 0..255.
   * Probabilities are in [0, 2^22) in Q22 (32 bits), or in [0, 2^15) in Q15 (16 bits).
   */
  readonly table: Int32Array | Int16Array;
  /** Learning rate after so many visits, Q15. */
  readonly #rates: Int32Array;
  /** The table under its own type. */
  readonly #wide: Int32Array | undefined;
  readonly #narrow: Int16Array;

  /**
   * @param order bases of a context, 1..12
   * @param window visits after which the learning rate stays 1 / window, 4..1024
   * @throws RangeError for any other order
   */
  constructor(order: number, window: number = CONTEXT_WINDOWS[order]) {
    if (!Number.isInteger(order) || order < 1 || order > MAX_ORDER) {
      throw new RangeError(`order must be in 1..${MAX_ORDER}, got ${order}`);
    }
    this.order = order;
    this.#rates = Int32Array.from({ length: COUNT_LIMIT + 1 }, (_, visits) => {
      const rate = visits === COUNT_LIMIT ? 0 : Math.floor(65536 / (2 * visits + 4));
      return Math.max(rate, Math.floor(32768 / window));
    });
    const entries = 4 ** (order + 1);
    this.#wide = order <= WIDE_ORDER ? new Int32Array(entries) : undefined;
    this.#narrow = new Int16Array(this.#wide ? 0 : entries);
    this.table = this.#wide ?? this.#narrow;
  }

  get state(): readonly ArrayBufferView[] {
    return [this.table];
  }

  /** Copy of it as it is now, which goes its own way. */
  copy(): ContextState {
    const copy = new ContextState(this.order);
    copy.table.set(this.table);
    return copy;
  }

  /** Fills `out` with the probabilities of A, C, G and T in a slot, Q12 in 0..4095; returns its visits, at most 15. */
  read(slot: number, out: Int32Array): number {
    const wide = this.#wide;
    const narrow = this.#narrow;
    if (wide) for (let b = 0; b < 3; b++) out[b] = (wide[slot + b] + WIDE_QUARTER) >> 10;
    else for (let b = 0; b < 3; b++) out[b] = (narrow[slot + b] + NARROW_QUARTER) >> 3;
    out[3] = Math.max(4095 - out[0] - out[1] - out[2], 0);
    return Math.min(wide ? wide[slot + 3] : narrow[slot + 3], MAX_CONFIDENCE);
  }

  /** Learns that `base` came in the context of a slot. */
  learn(slot: number, base: number): void {
    if (this.#wide) learnWide(this.#wide, slot, base, this.#rates);
    else learnNarrow(this.#narrow, slot, base, this.#rates);
  }
}

/**
 * No probability leaves [0, 2^22): a step up is rounded down; a step down counts a gap below 128 as
 * 128, which at rates above 1/128 could take more than there is, and so has a limit.
 */
function learnWide(table: Int32Array, slot: number, base: number, rates: Int32Array): void {
  const visits = table[slot + 3];
  const rate = rates[visits];
  for (let b = 0; b < 3; b++) {
    const p = table[slot + b];
    const gap = (b === base ? WIDE_HIT : 0) - WIDE_QUARTER - p;
    // |gap| < 2^22 and rate <= 2^14: the product stays under 2^29.
    table[slot + b] = Math.max(p + (((gap >> 7) * rate) >> 8), -WIDE_QUARTER);
  }
  table[slot + 3] = Math.min(visits + 1, COUNT_LIMIT);
}

/** No probability leaves [0, 2^15): no step, rounded, is larger than the gap. */
function learnNarrow(table: Int16Array, slot: number, base: number, rates: Int32Array): void {
  const visits = table[slot + 3];
  const rate = rates[visits];
  for (let b = 0; b < 3; b++) {
    const p = table[slot + b];
    const gap = (b === base ? NARROW_HIT : 0) - NARROW_QUARTER - p;
    table[slot + b] = p + multiplyQ15(gap, rate);
  }
  table[slot + 3] = Math.min(visits + 1, COUNT_LIMIT);
}
