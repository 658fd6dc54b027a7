/**
 * Work that a worker does, as the page sees it.
 */

/** Result of work, on its way. It can be paused and cancelled. */
export class WorkInProgress<Result> {
  /** Rejected when the work fails; with an `AbortError` once it is cancelled. */
  readonly result: Promise<Result>;
  readonly #control: (what: 'pause' | 'resume' | 'cancel') => void;

  /** @internal */
  constructor(result: Promise<Result>, control: (what: 'pause' | 'resume' | 'cancel') => void) {
    this.result = result;
    this.#control = control;
  }

  /** Holds it up after the step that it is at, a tenth of a second or so. Packing and unpacking can be paused, other work goes on. */
  pause(): void {
    this.#control('pause');
  }

  /** Goes on after a pause. */
  resume(): void {
    this.#control('resume');
  }

  /** Ends it, also in a pause. */
  cancel(): void {
    this.#control('cancel');
  }
}
