/**
 * The copy: a place in the history, forward or on the opposite strand, that is followed because the newest bases are there, too.
 * One at a time. Arithmetic: docs/format/model.md, "Fast model".
 */
import type { Base } from '@pmklc/core';
import type { BaseHistory } from '../history/base-history.ts';
import { runBefore, runFrom } from '../history/compare-places.ts';
import { countOnes } from '../history/integers.ts';
import { WORD, type WordPlaces } from './word-places.ts';

/** Hits in a row after which a copy is *sure*: it alone foretells. */
const SURE_RUN = 32;
/** A copy of more misses among its last 16 bases is dropped. */
const MOST_MISSES = 8;
const NEWEST_MISSES = 65535;

/** The copy of a lane, if there is one. */
export class FollowedCopy {
  readonly #history: BaseHistory;
  readonly #places: WordPlaces;
  /** Place of the base that it foretells, or -1: there is no copy. */
  #position = -1;
  /** 1 forward, -1 on the opposite strand, where bases are complemented. */
  #step = 1;
  /** Misses among the last 16 bases, the newest lowest, a bit each. */
  #misses = 0;
  /** Hits since the last miss. */
  #run = 0;

  constructor(history: BaseHistory, places: WordPlaces) {
    this.#history = history;
    this.#places = places;
  }

  /** Base that it foretells, or -1. */
  get prediction(): number {
    if (this.#position < 0) return -1;
    const base = this.#history.at(this.#position);
    return this.#step > 0 ? base : 3 - base;
  }

  get run(): number {
    return this.#run;
  }

  /** Misses among the last 16 bases. */
  get misses(): number {
    return countOnes(this.#misses);
  }

  /** Whether it alone foretells. */
  get isSure(): boolean {
    return this.#position >= 0 && this.#run >= SURE_RUN;
  }

  /** Follows the newest base, which it had foretold or not. */
  follow(prediction: number, base: Base): void {
    if (prediction < 0) return;
    const isHit = prediction === base;
    this.#misses = ((this.#misses << 1) | (isHit ? 0 : 1)) & NEWEST_MISSES;
    this.#run = isHit ? this.#run + 1 : 0;
    this.#position += this.#step;
    if (countOnes(this.#misses) > MOST_MISSES) this.#position = -1;
  }

  /** Remembers the newest word. */
  remember(): void {
    if (this.#history.length < WORD) return;
    const entry = this.#places.entryOfRecent(this.#history);
    if (entry >= 0) this.#places.remember(entry, this.#history.length);
  }

  /** Looks for a copy where there is none, and remembers the newest word. */
  seek(): void {
    const history = this.#history;
    if (history.length < WORD) return;
    const entry = this.#places.entryOfRecent(history);
    if (this.#position < 0 && entry >= 0) this.#enterForward(this.#places.placeAt(entry));
    if (this.#position < 0) this.#enterInverted();
    if (entry >= 0) this.#places.remember(entry, history.length);
  }

  #enterForward(place: number): void {
    if (place === 0) return;
    this.#enter(place, 1, runBefore(this.#history, place));
  }

  #enterInverted(): void {
    const entry = this.#places.entryOfReversed(this.#history);
    if (entry < 0) return;
    const first = this.#places.placeAt(entry) - WORD;
    if (first <= 0) return;
    this.#enter(first - 1, -1, runFrom(this.#history, first));
  }

  /** @param run newest bases that agree */
  #enter(position: number, step: number, run: number): void {
    if (run < WORD) return;
    this.#position = position;
    this.#step = step;
    this.#misses = 0;
    this.#run = Math.min(run, SURE_RUN - 1);
  }
}
