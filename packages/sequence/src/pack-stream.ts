/**
 * Compresses one side stream with Node's own Brotli, or stores it. The first byte says which.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { PmklcError } from '@pmklc/core';

const STORED = 0;
const BROTLI = 1;

/** From this length on Brotli 11 (0.5 MB/s) takes too long, and a lower quality does. */
const SLOW_BYTES = 8 << 20;

/** Packs `bytes`; the result is at most one byte longer. */
export function packStream(bytes: Uint8Array): Uint8Array {
  let best: Uint8Array = bytes;
  let method = STORED;
  for (const mode of [constants.BROTLI_MODE_GENERIC, constants.BROTLI_MODE_TEXT]) {
    const packed = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > SLOW_BYTES ? 9 : 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_MODE]: mode,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    if (packed.length < best.length) [best, method] = [packed, BROTLI];
  }
  const out = new Uint8Array(best.length + 1);
  out[0] = method;
  out.set(best, 1);
  return out;
}

/**
 * Unpacks what {@link packStream} made.
 * @param limitBytes refuse to make more bytes than this, an integer >= 0
 * @throws PmklcError `truncated`, `corrupt`, or `memory-limit` when there are more than `limitBytes`
 */
export function unpackStream(packed: Uint8Array, limitBytes: number): Uint8Array {
  if (packed.length === 0) throw new PmklcError('truncated', 'a packed side stream is empty');
  const body = packed.subarray(1);
  if (packed[0] === STORED) {
    if (body.length > limitBytes)
      throw new PmklcError('memory-limit', `side stream exceeds ${limitBytes} bytes`);
    return body;
  }
  if (packed[0] !== BROTLI)
    throw new PmklcError('corrupt', `unknown side stream method ${packed[0]}`);
  try {
    return brotliDecompressSync(body, { maxOutputLength: Math.max(limitBytes, 1) });
  } catch (cause) {
    const isLimit = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PmklcError(isLimit ? 'memory-limit' : 'corrupt', 'side stream cannot be unpacked', {
      cause,
    });
  }
}
