/**
 * Mixes what is thought of a bit: log-odds weighted by a set that the copy selects. Arithmetic: docs/format/model.md, "Fast model".
 */
import { clampStretch } from '@pmklc/core';
import type { Stateful } from '../snapshot/stateful.ts';

/** Log-odds that are mixed: of the low order, the high one and the copy, and a constant. */
const INPUTS = 4;
/** Constant input: what is left once all others are weighed. */
const CONSTANT = 256;
/** Weight of an opinion at first, Q16; of the constant, 0. */
const FIRST_WEIGHT = 20000;
/** A weight stays within this, under 4, so that sums have 32 bits. */
export const WEIGHT_LIMIT = 262143;
const RATE_SHIFT = 15;

/** Weights that learn. */
export class BitMixer implements Stateful {
  readonly #weights: Int32Array;
  readonly #inputs = new Int32Array(INPUTS);
  #set = 0;

  /** @param sets of weights */
  constructor(sets: number) {
    this.#weights = Int32Array.from({ length: INPUTS * sets }, (_, i) =>
      i % INPUTS === INPUTS - 1 ? 0 : FIRST_WEIGHT,
    );
    this.#inputs[INPUTS - 1] = CONSTANT;
  }

  get state(): readonly ArrayBufferView[] {
    return [this.#weights];
  }

  /** @returns log-odds that the bit is 1, -2047..2047 */
  mix(set: number, low: number, high: number, copy: number): number {
    this.#inputs[0] = low;
    this.#inputs[1] = high;
    this.#inputs[2] = copy;
    this.#set = INPUTS * set;
    let sum = 0;
    for (let i = 0; i < INPUTS; i++) sum += this.#weights[this.#set + i] * this.#inputs[i];
    return clampStretch(sum >> 16);
  }

  /** Learns what came in place of what was mixed last. @param error target less probability, Q16 */
  learn(error: number): void {
    for (let i = 0; i < INPUTS; i++) {
      const step = (this.#inputs[i] * error + (1 << (RATE_SHIFT - 1))) >> RATE_SHIFT;
      const weight = this.#weights[this.#set + i] + step;
      this.#weights[this.#set + i] = Math.max(-WEIGHT_LIMIT, Math.min(weight, WEIGHT_LIMIT));
    }
  }
}

/** Number of weights of so many sets. */
export const weightsOfSets = (sets: number): number => INPUTS * sets;
