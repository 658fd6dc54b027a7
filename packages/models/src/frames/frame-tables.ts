/**
 * Tables of the frame model, one an order: what followed the last k bases in each state, and how often that was learned.
 * Arithmetic: docs/format/model.md, "Frame model".
 */
import type { Random } from '../random.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { stateCount, type FrameConfig } from './frame-config.ts';

const QUARTER = 1 << 20;
const HIT = (1 << 22) - 1;
/** No base is less likely in a state: 1/8192. */
const LEAST = 1 << 9;
/** Factor of the random numbers that make first probabilities differ, by up to 3/16 of 1/4. */
const NOISE = 6;
const EVIDENCE_BITS = 7;
const MOST_EVIDENCE = 65535;
/** Visits that the first probabilities, 1/4 each, are worth, with the one that is being learned. */
const PRIOR_VISITS = 5;
/** Learning rate after so many visits, Q16. */
const RATES = Int32Array.from({ length: (MOST_EVIDENCE >> EVIDENCE_BITS) + 1 }, (_, visits) =>
  Math.floor(65536 / (visits + PRIOR_VISITS)),
);

/** The table of one order. A *slot* is a context in a state. */
export class FrameTable {
  readonly k: number;
  readonly states: number;
  /** Probabilities by slot: A, C, G, T, Q22 in 512 .. 2^22 - 1. */
  readonly probabilities: Int32Array;
  /** Evidence by slot: visits, Q7. */
  readonly evidence: Uint16Array;

  /** @param random makes the first probabilities differ; without, all are 1/4 */
  constructor(k: number, states: number, random?: Random) {
    this.k = k;
    this.states = states;
    const slots = states * 4 ** k;
    this.probabilities = new Int32Array(4 * slots);
    for (let i = 0; i < this.probabilities.length; i++) {
      this.probabilities[i] = QUARTER + (random ? NOISE * random.next() : 0);
    }
    this.evidence = new Uint16Array(slots);
  }

  /** Learns that `base` came in a slot of this weight, Q16. */
  learn(slot: number, base: number, weight: number): void {
    const evidence = this.evidence[slot];
    const rate = ((weight >> 1) * RATES[evidence >> EVIDENCE_BITS]) >> 15;
    this.evidence[slot] = Math.min(evidence + (weight >> 9), MOST_EVIDENCE);
    const p = this.probabilities;
    for (let at = 4 * slot, b = 0; b < 4; at++, b++) {
      // A gap has 15 bits and a sign, a rate 14 bits.
      const gap = ((b === base ? HIT : 0) - p[at]) >> 7;
      p[at] = Math.max(p[at] + ((gap * rate + 256) >> 9), LEAST);
    }
  }
}

/** Tables of all orders: all that a frame model learns. */
export class FrameTables implements Stateful {
  readonly orders: readonly FrameTable[];

  /** @param random gives the first probabilities of the lowest order, so that the states come to differ */
  constructor(frames: FrameConfig, random: Random) {
    const states = stateCount(frames);
    this.orders = frames.orders.map(
      (k, i) => new FrameTable(k, states, i === 0 ? random : undefined),
    );
  }

  get state(): readonly ArrayBufferView[] {
    return this.orders.flatMap(({ probabilities, evidence }) => [probabilities, evidence]);
  }
}
