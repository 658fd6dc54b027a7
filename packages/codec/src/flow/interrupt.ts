/**
 * An error that ends a wait for something else.
 *
 * `Promise.race` with one long-lived promise would do the same, but that promise keeps every value
 * that it ever lost against: all of the input, in the end.
 */
export class Interrupt {
  #happened: { readonly error: unknown } | undefined;
  #reject: ((error: unknown) => void) | undefined;

  /** The first call counts. */
  set(error: unknown): void {
    this.#happened ??= { error };
    this.#reject?.(this.#happened.error);
  }

  /** Result of the promise, or the error if that comes first. One wait at a time. */
  async orElse<T>(promise: Promise<T>): Promise<T> {
    const interrupted = new Promise<never>((_, reject) => (this.#reject = reject));
    if (this.#happened !== undefined) this.set(this.#happened.error);
    try {
      return await Promise.race([interrupted, promise]);
    } finally {
      this.#reject = undefined;
    }
  }
}
