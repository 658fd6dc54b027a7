/**
 * Reads a sequence of two-valued states that was written as the lengths of its runs.
 */
import { decodeNumbers } from './columns.ts';
import type { NumberList } from './number-list.ts';

export class ToggleReader {
  /** State of the next {@link run} items. */
  state: 0 | 1 = 0;
  /** Items left in the current run, >= 1; Infinity in the last run. */
  run = 0;
  readonly #lengths: NumberList;
  #index = 0;

  /**
   * @param bytes the section, or undefined when all states are 0
   * @throws PmklcError `corrupt` or `truncated`
   */
  constructor(bytes: Uint8Array | undefined) {
    this.#lengths = decodeNumbers(bytes);
    this.run = this.#nextLength();
    this.#skipEmpty();
  }

  /** Passes over `count` items, at most {@link run}. */
  skip(count: number): void {
    this.run -= count;
    this.#skipEmpty();
  }

  /** The state of the next item, which it passes over. */
  next(): 0 | 1 {
    const { state } = this;
    this.skip(1);
    return state;
  }

  #skipEmpty(): void {
    while (this.run === 0) {
      this.state = this.state === 0 ? 1 : 0;
      this.run = this.#nextLength();
    }
  }

  #nextLength(): number {
    return this.#index < this.#lengths.length ? this.#lengths.at(this.#index++) : Infinity;
  }
}
