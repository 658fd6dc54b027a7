/**
 * A limit on how much is in work, which several calls of `compress` and `decompress` may share.
 */

/** Places that are taken and given back; who waits longest is next. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /**
   * @param count of places, >= 1
   * @throws RangeError for any other number
   */
  constructor(count: number) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`count must be an integer >= 1, got ${count}`);
    }
    this.#free = count;
  }

  /** Takes a place if one is free; says whether it did. */
  tryTake(): boolean {
    if (this.#free === 0) return false;
    this.#free--;
    return true;
  }

  /** Waits for a place. */
  async take(): Promise<void> {
    if (!this.tryTake()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a place back; call it once for each that was taken. */
  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
