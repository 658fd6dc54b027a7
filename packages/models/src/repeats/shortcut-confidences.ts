/**
 * Confidences of the shortcut: how often copies that agree turned out to be right, by their run and number. Arithmetic:
 * docs/format/model.md, "Shortcut".
 */
import type { Stateful } from '../snapshot/stateful.ts';

const RUN_CLASSES = 16;
const SIZE_CLASSES = 4;
/** Classes of run and number. */
export const SHORTCUT_CLASSES = RUN_CLASSES * SIZE_CLASSES;
/** Confidence at first, Q22: 0.9995 in classes of runs of 256 and more, 0.99 in those of shorter ones. */
const FIRST = 4192207;
const FIRST_OF_SHORT = 4152360;
const LONG_CLASS = 8;
/** Confidence, 0.999, with which the shortcut is taken after shorter runs, too. */
export const TRUSTED = 4190110;
/** Value that a hit moves a confidence towards, Q22: no confidence is above. */
export const CERTAIN = 4194262;
const RATE_SHIFT = 9;

/** State of the shortcut: what it has learned. */
export class ShortcutConfidences implements Stateful {
  /** Confidence by class: how often such copies were right, Q22 in 0 .. CERTAIN. */
  readonly table = Int32Array.from({ length: SHORTCUT_CLASSES }, (_, i) =>
    i < LONG_CLASS * SIZE_CLASSES ? FIRST_OF_SHORT : FIRST,
  );

  get state(): readonly ArrayBufferView[] {
    return [this.table];
  }

  /** The class of so many copies, at least one, with this longest run. */
  classOf(longestRun: number, size: number): number {
    const runClass = Math.min(31 - Math.clz32(longestRun), RUN_CLASSES - 1);
    return runClass * SIZE_CLASSES + Math.min(size, SIZE_CLASSES) - 1;
  }

  /** Confidence of a class: how often its copies were right, Q22. */
  of(shortcutClass: number): number {
    return this.table[shortcutClass];
  }

  /** Learns that copies of the class were right or wrong. */
  learn(shortcutClass: number, hit: boolean): void {
    const p = this.table[shortcutClass];
    this.table[shortcutClass] = p + (((hit ? CERTAIN : 0) - p) >> RATE_SHIFT);
  }
}
