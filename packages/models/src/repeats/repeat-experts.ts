/**
 * The repeats of a lane: the pool of copies, two opinions, and the shortcut that it may take alone.
 */
import type { Base, Frequencies } from '@pmklc/core';
import type { ExpertLane, LaneSurroundings, Opinion } from '../expert.ts';
import type { BaseHistory } from '../history/base-history.ts';
import type { ReadPlace } from '../history/read-place.ts';
import { RepeatPool } from './repeat-pool.ts';
import type { RepeatState } from './repeat-state.ts';
import { Shortcut } from './shortcut.ts';

/** Distance in bases between places that are remembered to copy from, on the shortcut. */
const REMEMBERED_EVERY = 16;

/** The pool's share and its best copy, and the shortcut. */
export class RepeatExperts implements ExpertLane {
  readonly pool: RepeatPool;
  readonly opinions: readonly Opinion[];
  readonly #shortcut: Shortcut;
  readonly #history: BaseHistory;
  readonly #read: ReadPlace | undefined;

  constructor(state: RepeatState, { history, read }: LaneSurroundings) {
    this.#history = history;
    this.#read = read;
    this.pool = new RepeatPool(history, state, read);
    this.opinions = [this.pool, this.pool.top];
    this.#shortcut = new Shortcut(this.pool, state.shortcutRun, state.shortcutConfidences);
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

  /** Learns whether the shortcut was, or would have been, right. */
  learnShortcut(base: Base): void {
    this.#shortcut.learn(base);
  }

  skip(base: Base): void {
    this.pool.follow(base);
    if (this.#history.end % REMEMBERED_EVERY === 0) this.pool.remember();
  }

  prime(): void {
    this.pool.remember();
  }
}
