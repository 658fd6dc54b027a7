/**
 * Error of a thread of the engine: it ended, or does not answer. What it coded is lost, and no input is at fault.
 */
export class ThreadError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ThreadError';
  }
}
