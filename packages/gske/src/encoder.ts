/**
 * The contract of every backend: same bases and shape in, same {@link Encoding} out.
 */
import type { Bases } from './bases.ts';
import type { Tokens, TokenShape } from './shape.ts';
import type { VocabularyCap } from './vocabulary.ts';

/** Backends that can encode. `js` is the reference that defines the result. */
export type BackendName = 'js' | 'wasm' | 'webgpu' | 'tfjs';

/** Options of one call. */
export interface EncodeOptions {
  /** Stops the work between two slices of at most 2^24 bases; nothing is returned then. */
  readonly signal?: AbortSignal;
  /** Refuses a `k` whose table would not fit; see `checkVocabulary`. */
  readonly vocabulary?: VocabularyCap;
  /**
   * Array that the tokens go to: `tokens` of the result is its beginning. An array of the type that `k` asks for, of
   * at least `countTokens` entries; from 100 MB on, fresh memory takes as long as the encoding. Default: new memory.
   */
  readonly output?: Tokens;
}

/** Tokens and all that they do not say. */
export interface Encoding {
  /** Token `i` is the base-4 number of bases `[i*s, i*s + k)`. */
  readonly tokens: Tokens;
  /** Number of bases that were given. */
  readonly length: number;
  /**
   * The bases after the last whole window, one a byte, 0..3: all of them when there is no window,
   * else fewer than `s`.
   */
  readonly tail: Uint8Array<ArrayBuffer>;
  /**
   * Every byte that is no base, as `[start, end)` pairs, flat, ascending, none adjacent. Such a
   * byte counts as A in `tokens` and `tail`; `tokensOverNonAcgt` names the tokens it is in.
   */
  readonly nonAcgt: Float64Array<ArrayBuffer>;
  /** Backend that made the encoding. */
  readonly backend: BackendName;
}

/** Turns bases into (s,k)-mer tokens. Calls do not depend on each other. */
export interface Encoder {
  readonly backend: BackendName;
  /**
   * @throws TypeError or RangeError for a bad call
   * @throws DeviceError when a GPU is lost or out of memory
   * @throws the signal's reason when aborted
   */
  encode(bases: Bases, shape: TokenShape, options?: EncodeOptions): Promise<Encoding>;
  /** Frees what the encoder made itself; what the caller brought remains the caller's. */
  destroy(): void;
}

/** An encoder that needs no device: the same without waiting. */
export interface SyncEncoder extends Encoder {
  /** Encodes as `encode` does, in one go: `signal` is looked at between slices only. */
  encodeSync(bases: Bases, shape: TokenShape, options?: EncodeOptions): Encoding;
}
