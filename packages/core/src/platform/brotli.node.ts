/**
 * Brotli of Node itself.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { PmklcError } from '../error.ts';
import type { BrotliOptions, UnpackLimits } from './brotli-options.ts';

export type { BrotliOptions, UnpackLimits } from './brotli-options.ts';

/** Smallest chunk that Node takes. */
const LEAST_CHUNK = 64;

/** Node has it at once. */
export async function loadBrotli(): Promise<void> {}

/** Packs bytes. */
export function brotliCompress(
  bytes: Uint8Array,
  { quality, windowBits, isText = false }: BrotliOptions,
): Uint8Array {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: windowBits ?? constants.BROTLI_DEFAULT_WINDOW,
      [constants.BROTLI_PARAM_MODE]: isText
        ? constants.BROTLI_MODE_TEXT
        : constants.BROTLI_MODE_GENERIC,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/**
 * Unpacks bytes.
 * @throws PmklcError `memory-limit` when there are more than `limitBytes`, `corrupt` when it is not Brotli or cut off
 */
export function brotliDecompress(
  packed: Uint8Array,
  { what, limitBytes, usualBytes, mayBeCut = false }: UnpackLimits,
): Uint8Array {
  const finishFlush = mayBeCut
    ? constants.BROTLI_OPERATION_FLUSH
    : constants.BROTLI_OPERATION_FINISH;
  try {
    // Node wants a limit of at least 1.
    const maxOutputLength = Math.max(limitBytes, 1);
    const chunkSize = usualBytes && Math.max(usualBytes, LEAST_CHUNK);
    return brotliDecompressSync(packed, { maxOutputLength, finishFlush, chunkSize });
  } catch (cause) {
    const isLimit = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const code = isLimit ? 'memory-limit' : 'corrupt';
    throw new PmklcError(code, `${what} cannot be unpacked`, { cause });
  }
}
