/**
 * State of the fast model: what it learns, which a snapshot holds.
 */
import type { Part } from '../snapshot/part.ts';
import { segment } from '../snapshot/segment.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { BaseCounts, HIGH_ORDER, PAIRS } from './base-counts.ts';
import { BitMixer, WEIGHT_LIMIT, weightsOfSets } from './bit-mixer.ts';
import { CERTAIN, COPY_CLASSES, COPY_SETS, CopyTrust, SURE_CLASSES } from './copy-trust.ts';
import type { FastField } from './fast-config.ts';
import { ORDER_BITS, OrderBits } from './order-bits.ts';

/** Sets of weights: for the first bit of a base, and for the second one. */
const SETS = 2 * COPY_SETS;

/** All that the fast model learns. */
export class FastState implements Stateful {
  readonly low = new OrderBits();
  readonly high = new BaseCounts();
  readonly mixer = new BitMixer(SETS);
  readonly trust = new CopyTrust();

  get state(): readonly ArrayBufferView[] {
    return [this.low, this.high, this.mixer, this.trust].flatMap(({ state }) => [...state]);
  }
}

/** The part of a snapshot; static knowledge keeps nothing of it. */
export function fastPart({ fast }: FastField): Part {
  const any: [number, number] = [0, 65535];
  const segments = [
    segment(2, ORDER_BITS + 4 ** HIGH_ORDER + PAIRS, [any]),
    segment(4, weightsOfSets(SETS), [[-WEIGHT_LIMIT, WEIGHT_LIMIT]]),
    segment(2, COPY_CLASSES, [any]),
    segment(4, SURE_CLASSES, [[0, CERTAIN]]),
  ];
  return { name: 'fast', segments: fast ? segments : [] };
}
