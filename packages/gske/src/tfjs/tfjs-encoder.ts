/**
 * The encoder in TensorFlow.js operations, on whichever backend the caller has set.
 *
 * Exact although in float32: a token is below 4^12 = 2^24, and Horner's rule in base 4 makes no
 * larger number on its way. A backend that computes with less (half floats) is refused at the start.
 */
import type { Bases } from '../bases.ts';
import { baseCodes, NOT_A_BASE, packBases, readBases, sliceBases } from '../bases.ts';
import { DeviceError } from '../device-error.ts';
import type { Encoder } from '../encoder.ts';
import { createJsEncoder } from '../js-encoder.ts';
import { asyncEncoder, cutSlices } from '../kernel-encoder.ts';
import type { RunList } from '../non-acgt.ts';
import { findNonAcgt } from '../non-acgt.ts';
import type { Tokens, TokenShape } from '../shape.ts';
import { MAX_K } from '../shape.ts';
import type { TensorFlow, TfTensor } from './tensor-flow.ts';

/** Bases on the backend at a time: 8 MiB as int32 and float32, more than an operation's overhead. */
const SLICE_BASES = 1 << 20;

/** How to make a `tfjs` encoder. */
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
  if (typeof tf?.gather !== 'function') {
    throw new TypeError('backend tfjs needs { tf }: the TensorFlow.js to use');
  }
  await tf.ready();
  const tables = makeTables(tf);
  const destroy = () => Object.values(tables).forEach((table) => table.dispose());
  const encoder = asyncEncoder('tfjs', encodeWith(tf, tables), destroy);
  try {
    await checkExact(encoder, tf.getBackend());
  } catch (error) {
    destroy();
    throw error;
  }
  return encoder;
}

interface Tables {
  /** Byte -> code. */
  readonly codes: TfTensor;
  /** Byte -> 1 where it is no base. */
  readonly flags: TfTensor;
}

function makeTables(tf: TensorFlow): Tables {
  const codes = Float32Array.from(baseCodes());
  return {
    codes: tf.tensor1d(
      codes.map((code) => code % NOT_A_BASE),
      'float32',
    ),
    flags: tf.tensor1d(
      codes.map((code) => (code === NOT_A_BASE ? 1 : 0)),
      'float32',
    ),
  };
}

function encodeWith(tf: TensorFlow, tables: Tables) {
  return async (
    bases: Bases,
    shape: TokenShape,
    tokens: Tokens,
    runs: RunList,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    for (const { from, to, first, end } of cutSlices(bases.length, shape, SLICE_BASES)) {
      signal?.throwIfAborted();
      const part = sliceBases(bases, from, to);
      const made: TfTensor[] = [];
      tf.tidy(() => {
        for (const x of encodeSlice(tf, tables, part, shape, end - first)) made.push(tf.keep(x));
      });
      const [flagged, values] = await Promise.all(made.map((tensor) => tensor.data()));
      made.forEach((tensor) => tensor.dispose());
      if (flagged[0] > 0 && part instanceof Uint8Array) {
        findNonAcgt(part, 0, part.length, from, runs);
      }
      if (end > first) tokens.set(values, first);
    }
  };
}

/** The flag that something is no base, and the tokens. */
function encodeSlice(
  tf: TensorFlow,
  { codes, flags }: Tables,
  bases: Bases,
  { s, k }: TokenShape,
  count: number,
): TfTensor[] {
  // Padded so that each of the k columns below has `count` rows of s.
  const padded = Math.max(bases.length, count * s + k - 1);
  const values = new Int32Array(padded).fill('A'.charCodeAt(0));
  values.set(bases instanceof Uint8Array ? bases : toAscii(bases));
  const bytes = tf.tensor1d(values, 'int32');
  const flag = tf.max(tf.gather(flags, bytes));
  const code = tf.gather(codes, bytes);
  /** Base `j` of every window. */
  const column = (j: number): TfTensor => {
    const rows = tf.slice(code, [j], [count * s]);
    if (s === 1) return rows;
    return tf.reshape(tf.slice(tf.reshape(rows, [count, s]), [0, 0], [count, 1]), [count]);
  };
  if (count === 0) return [flag, code];
  let token = column(0);
  for (let j = 1; j < k; j++) token = tf.add(tf.mul(token, 4), column(j));
  return [flag, token];
}

function toAscii(bases: Bases): Uint8Array {
  return readBases(bases, 0, bases.length).map((base) => 'ACGT'.charCodeAt(base));
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
