/**
 * Errors as people see them: one line, `NAME: what is wrong (hint)`.
 */
import type { PmklcErrorCode } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';
import { escapeText } from './escape-text.ts';

/** 0: all done; 1: a file could not be read, written or unpacked; 2: the command made no sense. */
export type ExitCode = 0 | 1 | 2;

/** The command cannot be carried out as given: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something about files that no library error says: exit 1. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** A failure with another file than the input at hand: the message begins with its name. */
export class OtherFileError extends Error {
  override readonly name = 'OtherFileError';

  constructor(path: string, cause: unknown) {
    super(`${path}: ${rawDescription(cause)}`, { cause });
  }
}

/**
 * Has errors of the system say which file they are about.
 * @throws OtherFileError in their place; all other errors, and those of a broken pipe, as they are
 */
export async function naming<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (systemCode(error) === undefined || isBrokenPipe(error)) throw error;
    throw new OtherFileError(path, error);
  }
}

const HINTS: Partial<Record<PmklcErrorCode, string>> = {
  truncated: 'copy or download it again',
  'checksum-mismatch': 'the file was damaged: copy or download it again',
  corrupt: 'the file was damaged: copy or download it again',
  'not-empty-tail': 'something was appended to the archive',
  'unsupported-version': 'update pmklc',
  'unsupported-feature': 'update pmklc',
  'model-mismatch': 'give it with --predictor FILE.js',
};

const SYSTEM_ERRORS: Record<string, string> = {
  EACCES: 'permission denied',
  EDQUOT: 'the quota is used up',
  EEXIST: 'it exists already',
  EFBIG: 'the file is too large for the file system',
  EIO: 'the device failed to read or write',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links lead nowhere',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'a part of its path is not a directory',
  ENXIO: 'there is no such device, or nobody at the other end',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  Z_BUF_ERROR: 'the gzip data ends too early (copy or download it again)',
  Z_DATA_ERROR: 'the gzip data is damaged, or something else follows it',
};

/** Description of an error, on one line, with nothing in it that a terminal would obey. */
export function describeError(error: unknown): string {
  return escapeText(rawDescription(error));
}

/** Description of a failure with an input, or with another file in its course: `NAME: what is wrong (hint)`. */
export function describeFailure(name: string, error: unknown): string {
  if (error instanceof OtherFileError) return describeError(error);
  return `${shownInput(name)}: ${describeError(error)}`;
}

/** The name of an input, for people. */
export function shownInput(name: string): string {
  return name === '-' ? 'standard input' : escapeText(name);
}

/** The exit code that the error calls for. Libraries throw a RangeError for an option out of its range. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof OtherFileError) return exitCodeOf(error.cause);
  return error instanceof UsageError || error instanceof RangeError ? 2 : 1;
}

/** Whether the reader of our output went away, which is no error worth a message. */
export function isBrokenPipe(error: unknown): boolean {
  return systemCode(error) === 'EPIPE' || systemCode(error) === 'ERR_STREAM_DESTROYED';
}

/** Whether it is the system's error of that code. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The limit that would do, which the message tells; or what has no such limit. */
function memoryHint({ message }: PmklcError): string | undefined {
  const mib = /needs (\d+) MiB/.exec(message)?.[1];
  if (mib !== undefined) return `allow it with --memory ${mib}M`;
  return message.includes('engine') ? 'try --engine reference' : undefined;
}

function hintFor(error: PmklcError): string | undefined {
  if (error.code === 'memory-limit') return memoryHint(error);
  const isKnowledge = error.code === 'model-mismatch' && error.message.includes('knowledge');
  return isKnowledge ? 'give a pack with --knowledge FILE.pmk' : HINTS[error.code];
}

function rawDescription(error: unknown): string {
  if (error instanceof PmklcError) {
    const hint = hintFor(error);
    return hint === undefined ? error.message : `${error.message} (${hint})`;
  }
  const known = SYSTEM_ERRORS[systemCode(error) ?? ''];
  if (known !== undefined) return known;
  return error instanceof Error ? error.message : String(error);
}
