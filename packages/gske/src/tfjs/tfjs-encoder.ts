/**
 * The encoder in TensorFlow.js operations, on whichever backend the caller has set.
 *
 * Bytes become codes on the host: they are uploaded as 32-bit numbers anyway, and looking codes up
 * with `gather` on TensorFlow.js' wasm backend is several times slower.
 *
 * Exact although in float32: tokens are sums of products of integers, all below 4^12 = 2^24, and
 * both factors (0..3, powers of 4) are exact even where a GPU cuts factors to 8 bits. A backend
 * that sums in half floats is refused at the start.
 */
import type { Bases } from '../bases.ts';
import { baseCodes, NOT_A_BASE, packBases, readBases, sliceBases } from '../bases.ts';
import { DeviceError } from '../device-error.ts';
import type { Encoder } from '../encoder.ts';
import { createJsEncoder } from '../js-encoder.ts';
import type { AsyncKernel } from '../kernel-encoder.ts';
import { asyncEncoder, cutSlices } from '../kernel-encoder.ts';
import { findNonAcgt } from '../non-acgt.ts';
import type { TokenShape } from '../shape.ts';
import { MAX_K } from '../shape.ts';
import type { TensorFlow, TfTensor } from './tensor-flow.ts';

/** Bases on the backend at a time: 4 MiB, which is far more work than an operation's overhead. */
const SLICE_BASES = 1 << 20;

/** Options of a `tfjs` encoder. */
export interface TfjsOptions {
  /** The TensorFlow.js to use, its backend set by the caller; `loadTensorFlowGpu` gives one. */
  readonly tf: TensorFlow;
}

/**
 * An encoder in TensorFlow.js operations.
 *
 * @throws TypeError when `tf` is no TensorFlow.js
 * @throws DeviceError `inexact` when its backend has no full float32
 */
export async function createTfjsEncoder({ tf }: TfjsOptions): Promise<Encoder> {
  if (typeof tf?.tensor1d !== 'function') {
    throw new TypeError('backend tfjs needs { tf }: the TensorFlow.js to use');
  }
  await tf.ready();
  const encoder = asyncEncoder('tfjs', encodeWith(tf), () => {});
  await checkExact(encoder, tf.getBackend());
  return encoder;
}

function encodeWith(tf: TensorFlow): AsyncKernel {
  return async (bases, shape, tokens, runs, signal) => {
    for (const { from, to, first, end } of cutSlices(bases.length, shape, SLICE_BASES)) {
      signal?.throwIfAborted();
      const part = sliceBases(bases, from, to);
      const count = end - first;
      // Padded: the last window may take its bases from rows that are not full.
      const codes = new Float32Array(Math.max(part.length, count * shape.s + shape.k));
      if (!readCodes(part, codes)) findNonAcgt(part as Uint8Array, 0, part.length, from, runs);
      if (count > 0) tokens.set(await multiply(tf, codes, shape, count), first);
    }
  };
}

/** Codes 0..3 as floats, a non-ACGT byte as 0; gives whether there was none of those. */
function readCodes(bases: Bases, codes: Float32Array): boolean {
  if (!(bases instanceof Uint8Array)) {
    codes.set(readBases(bases, 0, bases.length));
    return true;
  }
  const table = baseCodes();
  let seen = 0;
  for (let i = 0; i < bases.length; i++) {
    const code = table[bases[i]];
    seen |= code;
    codes[i] = code & 3;
  }
  return seen < NOT_A_BASE;
}

/**
 * The tokens of all windows at once. In rows of s bases, window i is all of row i and, where
 * k > s, goes on in the rows after it: a product with a column of weights for each such row.
 */
async function multiply(
  tf: TensorFlow,
  codes: Float32Array,
  { s, k }: TokenShape,
  count: number,
): Promise<ArrayLike<number>> {
  const made: TfTensor[] = [];
  tf.tidy(() => {
    const code = tf.tensor1d(codes, 'float32');
    let tokens: TfTensor | undefined;
    for (let from = 0; from < k; from += s) {
      const rows = tf.reshape(tf.slice(code, [from], [count * s]), [count, s]);
      const part = tf.matMul(rows, tf.reshape(tf.tensor1d(weights(from, s, k), 'float32'), [s, 1]));
      tokens = tokens ? tf.add(tokens, part) : part;
    }
    made.push(tf.keep(tokens));
  });
  const values = await made[0].data();
  made[0].dispose();
  return values;
}

/** Weights of bases `[from, from + s)` of a window in its token: 4^(k-1) at the first, ... 1, 0. */
function weights(from: number, s: number, k: number): Float32Array {
  return Float32Array.from({ length: s }, (_, j) => (from + j < k ? 4 ** (k - 1 - from - j) : 0));
}

/** Compares the largest tokens with the reference's. */
async function checkExact(encoder: Encoder, backend: string): Promise<void> {
  const bases = Uint8Array.from({ length: 64 }, (_, i) => 3 - (((i * i) >> 4) % 2));
  const shape = { s: 1, k: MAX_K };
  const { tokens } = await encoder.encode(packBases(bases), shape);
  const expected = createJsEncoder().encodeSync(packBases(bases), shape).tokens;
  if (expected.every((token, i) => token === tokens[i])) return;
  throw new DeviceError('inexact', `TensorFlow.js backend ${backend} has no full float32`);
}
