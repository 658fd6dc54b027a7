/**
 * Contexts of few bases: for each, how often the bits of a base are 1. Arithmetic: docs/format/model.md, "Fast model".
 */
import type { Stateful } from '../snapshot/stateful.ts';

/** Bases of a context. */
export const LOW_ORDER = 4;
/** A probability moves by 1/512 of the way: there are few contexts, which are all seen often. */
const RATE_SHIFT = 9;
const HALF = 32768;
/** Probabilities of a context: of the first bit, then of the second one after 0 and after 1; the fourth is not in use. */
const NODES = 4;

/** Probabilities of bits, which learn by themselves. */
export class OrderBits implements Stateful {
  readonly #table = new Uint16Array(NODES * 4 ** LOW_ORDER).fill(HALF);

  get state(): readonly ArrayBufferView[] {
    return [this.#table];
  }

  /** How likely a bit is 1, of 65536. @param node 0: the first bit; 1, 2: the second one after that was 0 or 1 */
  probability(context: number, node: number): number {
    return this.#table[NODES * context + node];
  }

  learn(context: number, node: number, bit: number): void {
    const at = NODES * context + node;
    const p = this.#table[at];
    this.#table[at] = bit === 1 ? p + ((65535 - p) >> RATE_SHIFT) : p - (p >> RATE_SHIFT);
  }
}

/** Numbers of all probabilities. */
export const ORDER_BITS = NODES * 4 ** LOW_ORDER;
