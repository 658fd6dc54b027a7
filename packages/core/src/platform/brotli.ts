/**
 * Brotli where there is no Node: `brotli-wasm`, Dropbox's encoder and decoder in WebAssembly, of which decoding can stop at a
 * limit. Browsers have no encoder of their own, and few a decoder. What it packs may differ by some bytes from what
 * Node packs, as it does between versions of Node; both unpack either.
 */
import type { BrotliWasmType } from 'brotli-wasm';
import { concatBytes } from '../bytes.ts';
import { PmklcError } from '../error.ts';
import type { BrotliOptions, UnpackLimits } from './brotli-options.ts';

export type { BrotliOptions, UnpackLimits } from './brotli-options.ts';

/** Bytes that are unpacked at once. */
const CHUNK_BYTES = 2 ** 16;

let loading: Promise<BrotliWasmType> | undefined;
let brotli: BrotliWasmType | undefined;

/**
 * Fetches Brotli, 1 MB, once; the other functions need it.
 * @throws what the fetch throws
 */
export async function loadBrotli(): Promise<void> {
  loading ??= import('brotli-wasm').then((module) => module.default);
  try {
    brotli = await loading;
  } catch (error) {
    // The next call tries again.
    loading = undefined;
    throw error;
  }
}

function loaded(): BrotliWasmType {
  if (brotli === undefined) throw new Error('Brotli is not there yet: await loadBrotli() first');
  return brotli;
}

/** Packs bytes. */
export function brotliCompress(bytes: Uint8Array, { quality }: BrotliOptions): Uint8Array {
  return loaded().compress(bytes, { quality });
}

/**
 * Unpacks bytes.
 * @throws PmklcError `memory-limit` when there are more than `limitBytes`, `corrupt` when it is not Brotli or cut off
 */
export function brotliDecompress(
  packed: Uint8Array,
  { what, limitBytes, mayBeCut = false }: UnpackLimits,
): Uint8Array {
  const fail = (code: 'corrupt' | 'memory-limit', cause?: unknown): never => {
    throw new PmklcError(code, `${what} cannot be unpacked`, { cause });
  };
  const library = loaded();
  const chunks: Uint8Array[] = [];
  let done = 0;
  try {
    for (const chunk of unpackedChunks(library, packed, mayBeCut)) {
      chunks.push(chunk);
      done += chunk.length;
      if (done > limitBytes) break;
    }
  } catch (cause) {
    fail('corrupt', cause);
  }
  return done > limitBytes ? fail('memory-limit') : concatBytes(chunks);
}

function* unpackedChunks(
  { BrotliStreamResultCode, DecompressStream }: BrotliWasmType,
  packed: Uint8Array,
  mayBeCut: boolean,
): Generator<Uint8Array> {
  const stream = new DecompressStream();
  try {
    for (let at = 0; ;) {
      const { buf, code, input_offset } = stream.decompress(packed.subarray(at), CHUNK_BYTES);
      at += input_offset;
      yield buf;
      if (code === BrotliStreamResultCode.NeedsMoreOutput) continue;
      if (code === BrotliStreamResultCode.ResultSuccess || mayBeCut) return;
      throw new RangeError('the end is missing');
    }
  } finally {
    stream.free();
  }
}
