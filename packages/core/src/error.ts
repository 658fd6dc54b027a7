/**
 * Errors of the *data*. Bad calls are `TypeError` or `RangeError` instead.
 */

/**
 * Stable names of what can be wrong with an input; messages may change, these do not.
 *
 * - `bad-magic`: this is not a PMKLC file.
 * - `unsupported-version`: a PMKLC file of a format version this code does not know.
 * - `unsupported-feature`: a known version that needs something this code or machine lacks.
 * - `truncated`: the data ends before it is complete.
 * - `checksum-mismatch`: complete, but not the bytes that were written.
 * - `corrupt`: checks passed so far, but the content contradicts itself or the format.
 * - `not-empty-tail`: bytes follow the end marker.
 * - `model-mismatch`: the model that coded the data is not the one at hand.
 * - `incomplete`: a part of work that was divided is missing or damaged.
 * - `memory-limit`: reading it would need more memory than allowed.
 */
export type PmklcErrorCode =
  | 'bad-magic'
  | 'unsupported-version'
  | 'unsupported-feature'
  | 'truncated'
  | 'checksum-mismatch'
  | 'corrupt'
  | 'not-empty-tail'
  | 'model-mismatch'
  | 'incomplete'
  | 'memory-limit';

/** The input is at fault; `code` says how, in a form that programs can rely on. */
export class PmklcError extends Error {
  readonly code: PmklcErrorCode;

  /**
   * @param code what is wrong, see {@link PmklcErrorCode}
   * @param message what is wrong and where, for people
   * @param options `cause`: the error underneath, if any
   */
  constructor(code: PmklcErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PmklcError';
    this.code = code;
  }
}
