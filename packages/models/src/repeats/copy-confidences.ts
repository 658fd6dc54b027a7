/**
 * Confidences of copies: how often those with a certain past turned out to be right. Arithmetic:
 * docs/format/model.md, "Repeat pool".
 */
import type { Stateful } from '../snapshot/stateful.ts';
import { CONFIDENCE_CLASSES, firstConfidence } from './copy-pointer.ts';

/** Values that a hit moves a confidence towards, and a miss, Q16. */
const HIT = 65522;
const MISS = 13;
const LESSON_LIMIT = 511;

/** State of a repeat pool: what it has learned; the copies themselves belong to their sequence. */
export class CopyConfidences implements Stateful {
  /**
   * Two numbers a class: how often such a copy is right, Q16 in 13 .. 65522, and how often that was
   * learned, 0..511.
   */
  readonly table: Uint16Array;
  /** Learning rate of a confidence after so many lessons, Q15. */
  readonly #rates = Int32Array.from({ length: LESSON_LIMIT + 1 }, (_, lessons) =>
    Math.floor(32768 / (lessons + 16)),
  );

  constructor() {
    this.table = Uint16Array.from({ length: 2 * CONFIDENCE_CLASSES }, (_, i) =>
      i % 2 === 0 ? firstConfidence(i / 2) : 0,
    );
  }

  get state(): readonly ArrayBufferView[] {
    return [this.table];
  }

  /** Confidence of a class: how often its copies are right, Q16. */
  of(confidenceClass: number): number {
    return this.table[2 * confidenceClass];
  }

  /** Learns that one of the class was right or wrong. */
  learn(confidenceClass: number, hit: boolean): void {
    const { table } = this;
    const at = 2 * confidenceClass;
    const c = table[at];
    const lessons = table[at + 1];
    const gap = (hit ? HIT : MISS) - c;
    // |gap| < 2^16 and rate <= 2^11.
    table[at] = c + ((gap * this.#rates[lessons]) >> 15);
    if (lessons < LESSON_LIMIT) table[at + 1] = lessons + 1;
  }
}
