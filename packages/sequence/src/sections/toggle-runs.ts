/**
 * A sequence of two-valued states as the lengths of its runs, beginning with state 0.
 *
 * The last run is left open (it lasts to the end), so a sequence of zeros costs nothing.
 */
import { NumberList } from './number-list.ts';

export class ToggleRuns {
  /** Lengths of all runs but the one still open. */
  readonly lengths = new NumberList();
  #state = 0;
  #open = 0;

  /** Appends `count` times `state`. */
  add(state: 0 | 1, count: number): void {
    if (state !== this.#state) {
      this.lengths.push(this.#open);
      this.#state = state;
      this.#open = 0;
    }
    this.#open += count;
  }
}
