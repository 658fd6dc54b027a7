/** A toggle list: states 0 and 1 in turn, by the lengths of their runs. */
import { readNumber } from './numbers.mjs';

export class Toggles {
  #cursor;
  #state = 1;
  #left = 0;

  constructor(cursor) {
    this.#cursor = cursor;
    this.#turn();
  }

  /** The state of the next item. */
  next() {
    while (this.#left === 0) this.#turn();
    this.#left--;
    return this.#state;
  }

  /** The state after the last length lasts to the end. */
  #turn() {
    this.#state = 1 - this.#state;
    this.#left = this.#cursor.done ? Infinity : readNumber(this.#cursor);
  }
}
