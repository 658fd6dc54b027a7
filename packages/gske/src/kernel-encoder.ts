/**
 * All of an encoder except its kernel: checks, slices, room for the tokens, the tail.
 */
import type { Bases } from './bases.ts';
import { checkBases, readBases, sliceBases } from './bases.ts';
import type { BackendName, EncodeOptions, Encoder, Encoding, SyncEncoder } from './encoder.ts';
import { RunList } from './non-acgt.ts';
import type { Tokens, TokenShape } from './shape.ts';
import { allocateTokens, checkShape, countTokens, firstTokens, tailStart } from './shape.ts';
import { checkVocabulary } from './vocabulary.ts';

/** Between two slices of this many bases a call looks at its signal and lets others run. */
const SLICE_BASES = 1 << 24;

/**
 * Writes the tokens of all whole windows in `bases` to `tokens`, which has room for exactly those,
 * and adds every non-ACGT byte in `bases`, windows or not, to `runs`, moved by `offset`.
 */
export type SyncKernel = (
  bases: Bases,
  shape: TokenShape,
  tokens: Tokens,
  runs: RunList,
  offset: number,
) => void;

/** Kernel like {@link SyncKernel}, for all bases of a call at once. */
export type AsyncKernel = (
  bases: Bases,
  shape: TokenShape,
  tokens: Tokens,
  runs: RunList,
  signal: AbortSignal | undefined,
) => Promise<void>;

/** Part of a call: bases `[from, to)`, whose windows are tokens `[first, end)`. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
}

/**
 * Cuts `length` bases into slices whose windows start in about `sliceBases` bases. Together they
 * cover every base; they overlap where windows do.
 */
export function* cutSlices(
  length: number,
  shape: TokenShape,
  sliceBases: number,
): Generator<Slice> {
  const { s, k } = shape;
  const count = countTokens(length, shape);
  const step = Math.max(1, Math.floor(sliceBases / s));
  for (let first = 0; first === 0 || first < count; first += step) {
    const end = Math.min(count, first + step);
    const to = end === count ? length : Math.max(end * s, (end - 1) * s + k);
    yield { from: first * s, to, first, end };
  }
}

function check(bases: Bases, shape: TokenShape, options: EncodeOptions): void {
  checkBases(bases);
  checkShape(shape);
  if (options.vocabulary) checkVocabulary(shape.k, options.vocabulary);
  options.signal?.throwIfAborted();
}

function roomFor(bases: Bases, shape: TokenShape, { output }: EncodeOptions): Tokens {
  const count = countTokens(bases.length, shape);
  if (output === undefined) return allocateTokens(count, shape.k);
  return firstTokens(output, count, shape.k);
}

function close(
  backend: BackendName,
  bases: Bases,
  shape: TokenShape,
  tokens: Tokens,
  runs: RunList,
): Encoding {
  const { length } = bases;
  const tail = readBases(bases, tailStart(length, shape), length);
  return { tokens, length, tail, nonAcgt: runs.toArray(), backend };
}

/** Lets timers and input through, so that an `AbortSignal` can fire. */
function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** An encoder around a kernel that runs on this thread. */
export function syncEncoder(backend: BackendName, kernel: SyncKernel): SyncEncoder {
  function* work(bases: Bases, shape: TokenShape, options: EncodeOptions) {
    check(bases, shape, options);
    const tokens = roomFor(bases, shape, options);
    const runs = new RunList();
    for (const { from, to, first, end } of cutSlices(bases.length, shape, SLICE_BASES)) {
      if (from > 0) yield;
      options.signal?.throwIfAborted();
      kernel(sliceBases(bases, from, to), shape, tokens.subarray(first, end), runs, from);
    }
    return close(backend, bases, shape, tokens, runs);
  }
  return {
    backend,
    encodeSync(bases, shape, options = {}) {
      const steps = work(bases, shape, options);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
      }
    },
    async encode(bases, shape, options = {}) {
      const steps = work(bases, shape, options);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        await yieldToOthers();
      }
    },
    destroy() {},
  };
}

/** An encoder around a kernel that runs on a device and slices by itself. */
export function asyncEncoder(
  backend: BackendName,
  kernel: AsyncKernel,
  destroy: () => void,
): Encoder {
  return {
    backend,
    async encode(bases, shape, options = {}) {
      check(bases, shape, options);
      const tokens = roomFor(bases, shape, options);
      const runs = new RunList();
      await kernel(bases, shape, tokens, runs, options.signal);
      return close(backend, bases, shape, tokens, runs);
    },
    destroy,
  };
}
