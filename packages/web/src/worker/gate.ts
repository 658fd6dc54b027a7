/**
 * Holds work up while the page wants a pause.
 */
import { nextTurn } from '@pmklc/core';

export class Gate {
  #opened: Promise<void> | undefined;
  #open = () => {};

  pause(): void {
    this.#opened ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  resume(): void {
    this.#open();
    this.#opened = undefined;
  }

  /** Gives messages a turn, then waits as long as there is a pause. */
  async pass(): Promise<void> {
    await nextTurn();
    await this.#opened;
  }
}
