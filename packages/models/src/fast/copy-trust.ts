/**
 * Trust in copies: how often those with such a past turned out to be right. Arithmetic: docs/format/model.md, "Fast model".
 */
import type { Stateful } from '../snapshot/stateful.ts';

/** Runs from which on classes of copies that are not sure begin; the first one is of run 0. */
const RUNS = [1, 2, 4, 8, 12, 16, 24];
const RUN_CLASSES = 8;
const MISS_CLASSES = 8;
const FIRST = 60000;
/** Classes of sure copies, by the binary digits of their run. */
export const SURE_CLASSES = 32;
const FIRST_OF_SURE = 4128768;
/** Value that a hit moves the trust in sure copies towards, Q22. */
export const CERTAIN = 4194303;
/** The highest frequency of a base. */
const MOST = 65533;
const RATE_SHIFT = 6;
/** Classes of copies that are not sure. */
export const COPY_CLASSES = MISS_CLASSES * RUN_CLASSES;
/** Sets of weights of the mixer for a bit: without a copy, and by its misses and its run. */
export const COPY_SETS = 17;

/** Class of a copy that is not sure. */
export function copyClass(misses: number, run: number): number {
  const runClass = RUNS.filter((least) => run >= least).length;
  return RUN_CLASSES * Math.min(misses, MISS_CLASSES - 1) + runClass;
}

/** Set of weights for a class of copies: up to three misses, and every other class of runs. */
export function setOfClass(copyClass: number): number {
  const misses = Math.min(Math.floor(copyClass / RUN_CLASSES), 3);
  return 1 + 4 * misses + Math.floor((copyClass % RUN_CLASSES) / 2);
}

/** Trust in both kinds of copies. */
export class CopyTrust implements Stateful {
  readonly #copies = new Uint16Array(COPY_CLASSES).fill(FIRST);
  readonly #sure = new Int32Array(SURE_CLASSES).fill(FIRST_OF_SURE);

  get state(): readonly ArrayBufferView[] {
    return [this.#copies, this.#sure];
  }

  /** How likely copies of a class are right, of 65536. */
  probability(copyClass: number): number {
    return this.#copies[copyClass];
  }

  learn(copyClass: number, isHit: boolean): void {
    const p = this.#copies[copyClass];
    this.#copies[copyClass] = isHit ? p + ((65535 - p) >> RATE_SHIFT) : p - (p >> RATE_SHIFT);
  }

  /** Frequency of each base that a sure copy of this run does not foretell. */
  frequencyOfRest(run: number): number {
    const frequency = Math.min(this.#sure[sureClass(run)] >> 6, MOST);
    return Math.max(Math.floor((65536 - frequency) / 3), 1);
  }

  learnSure(run: number, isHit: boolean): void {
    const at = sureClass(run);
    const p = this.#sure[at];
    this.#sure[at] = p + (((isHit ? CERTAIN : 0) - p) >> RATE_SHIFT);
  }
}

const sureClass = (run: number): number => 31 - Math.clz32(run);
