/**
 * Errors on their way from a worker to the caller.
 */
import { PmklcError } from '@pmklc/core';
import type { Failure } from './job.ts';

/**
 * A partition could not be coded, though nothing is known to be wrong with its data: its worker ran out
 * of memory, or died, and the second attempt, in the caller's thread, failed as well; or the work threw
 * something else than a `PmklcError`, which is then the `cause`.
 */
export class PartitionError extends Error {
  override readonly name = 'PartitionError';
  /** Number of the partition in its archive, from 0. */
  readonly index: number;

  constructor(index: number, options: ErrorOptions) {
    const { cause } = options;
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(`partition ${index} could not be coded: ${detail}`, options);
    this.index = index;
  }
}

/** Failure in words that can be cloned. */
export function toFailure(error: unknown): Failure {
  if (error instanceof PmklcError) {
    return { kind: 'PmklcError', code: error.code, message: error.message, stack: error.stack };
  }
  if (!(error instanceof Error)) return { kind: 'Error', message: String(error) };
  const { message, stack } = error;
  if (error instanceof RangeError) return { kind: 'RangeError', message, stack };
  if (error instanceof TypeError) return { kind: 'TypeError', message, stack };
  return { kind: 'Error', message, stack };
}

/** Error that the caller is to see of a failure of a partition's work. */
export function errorOf(failure: Failure, index: number): Error {
  const cause = toError(failure);
  return cause instanceof PmklcError ? cause : new PartitionError(index, { cause });
}

/** Whether a worker's heap was too small. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** The error again, of the same class; its stack is the worker's. */
function toError({ kind, code, message, stack }: Failure): Error {
  const error = createError(kind, code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function createError(kind: Failure['kind'], code: Failure['code'], message: string): Error {
  switch (kind) {
    case 'PmklcError':
      return new PmklcError(code!, message);
    case 'RangeError':
      return new RangeError(message);
    case 'TypeError':
      return new TypeError(message);
    case 'Error':
      return new Error(message);
  }
}
