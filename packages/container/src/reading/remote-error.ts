/**
 * Errors of a server: what it sends is no part of the archive, so nothing is said about the archive itself.
 */

/**
 * Stable names of what can be wrong with a server's answers; messages may change, these do not.
 *
 * - `unreachable`: there was no answer, or it broke off; a browser also says so where the server does not allow other sites to read (CORS).
 * - `bad-status`: an answer such as 404.
 * - `no-ranges`: it sends whole files only, or does not say (or let a browser see) what range it sent.
 * - `changed`: the file is not the one that was opened.
 * - `wrong-answer`: fewer, more or other bytes than it was asked for.
 */
export type RemoteErrorCode =
  'unreachable' | 'bad-status' | 'no-ranges' | 'changed' | 'wrong-answer';

/** A server is at fault, or the way to it; `code` says how. To ask again may help, but for `no-ranges`. */
export class RemoteError extends Error {
  readonly code: RemoteErrorCode;
  /** File that was asked for. */
  readonly url: string;

  /**
   * @param code what is wrong, see {@link RemoteErrorCode}
   * @param message what is wrong, for people who know which file it is about
   * @param url of the file
   * @param options `cause`: the error underneath, if any
   */
  constructor(code: RemoteErrorCode, message: string, url: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RemoteError';
    this.code = code;
    this.url = url;
  }
}
