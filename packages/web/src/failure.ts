/**
 * Errors on their way from the worker to the page.
 */
import type { RemoteErrorCode } from '@pmklc/container';
import { RemoteError } from '@pmklc/container';
import type { PmklcErrorCode } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';
import type { Failure } from './messages.ts';

/** An error in words that can be cloned. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: undefined, url: undefined };
  }
  const { name, message } = error;
  const { code, url } = error as Partial<Record<'code' | 'url', string>>;
  return { name, message, code, url };
}

/** The error again, of the same class. */
export function errorOf({ name, message, code, url }: Failure): Error {
  switch (name) {
    case 'PmklcError':
      return new PmklcError(code as PmklcErrorCode, message);
    case 'RemoteError':
      return new RemoteError(code as RemoteErrorCode, message, url!);
    case 'RangeError':
      return new RangeError(message);
    case 'TypeError':
      return new TypeError(message);
    default:
      return Object.assign(new Error(message), { name });
  }
}
