/**
 * The repeats of a model: the pool of copies, two opinions, and the shortcut that it may take alone.
 */
import type { Base, Frequencies } from '@pmklc/core';
import type { Experts, Opinion, Surroundings } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import type { Stateful } from '../snapshot/stateful.ts';
import { CopyConfidences } from './copy-confidences.ts';
import type { PoolConfig } from './repeat-config.ts';
import { RepeatPool } from './repeat-pool.ts';
import { ShortcutConfidences } from './shortcut-confidences.ts';
import { Shortcut } from './shortcut.ts';

/** Distance in bases between places that are remembered to copy from, on the shortcut. */
const REMEMBERED_EVERY = 16;

/** The pool's share and its best copy, and the shortcut. */
export class RepeatExperts implements Experts {
  readonly pool: RepeatPool;
  readonly shortcutConfidences = new ShortcutConfidences();
  readonly opinions: readonly Opinion[];
  readonly states: readonly Stateful[];
  readonly #shortcut: Shortcut;
  readonly #history: BaseHistory;
  readonly #read: ReadPlace | undefined;

  constructor(pool: PoolConfig, shortcutRun: number, { history, read }: Surroundings) {
    const confidences = new CopyConfidences();
    this.#history = history;
    this.#read = read;
    this.pool = new RepeatPool(history, pool, confidences, read);
    this.opinions = [this.pool, this.pool.top];
    this.#shortcut = new Shortcut(this.pool, shortcutRun, this.shortcutConfidences);
    this.states = [confidences, shortcutRun > 0 ? this.shortcutConfidences : { state: [] }];
  }

  predict(): void {
    this.pool.predict();
  }

  learn(base: Base): void {
    this.pool.learn(base);
  }

  /** Fills `out` and returns true when the shortcut is taken for the next base. Where a read begins, copies end. */
  takeShortcut(out: Frequencies): boolean {
    if (this.#read?.known === 0) this.pool.drop();
    return this.#shortcut.predict(out);
  }

  /** Learns whether the shortcut was, or would have been, right. Call it before the base is in the history. */
  learnShortcut(base: Base): void {
    this.#shortcut.learn(base);
  }

  skip(base: Base): void {
    this.pool.follow(base);
    if (this.#history.length % REMEMBERED_EVERY === 0) this.pool.remember();
  }

  prime(): void {
    this.pool.remember();
  }
}
