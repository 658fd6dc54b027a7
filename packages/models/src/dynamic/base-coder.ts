/**
 * The contract between a codec and whatever models and codes the bases of one partition.
 */
import type { Report } from './attribution.ts';
import type { Beginning, Snapshot } from '../snapshot/snapshot.ts';
import type { Steps } from '@pmklc/core';

/** Called now and then with the number of bases done; an exception from it stops the work. */
export type Progress = (basesDone: number) => void;

/** Hands out what the model has learned on the way. */
export interface Capture {
  /** Bases after which it is taken, 0 .. the number of bases. */
  readonly bases: number;
  /** Called once, before the base after those; an exception from it stops the work. */
  readonly take: (snapshot: Snapshot) => void;
}

/** Options of coding bases, in both directions. */
export interface BaseCoderOptions extends Beginning {
  readonly progress?: Progress | undefined;
  readonly capture?: Capture | undefined;
  /** Threads that may code lanes together, at least 1; default 1. The bytes do not depend on it. */
  readonly threads?: number | undefined;
}

export interface DecodeBasesOptions extends BaseCoderOptions {
  /** Bases wanted, from the first one on; the others are left out. Default all. */
  readonly wanted?: number | undefined;
  /** Hears what was thought of each base. */
  readonly report?: Report | undefined;
}

/**
 * Codes the bases of one partition with one model. The plain TypeScript reference and the
 * WebAssembly engine implement it, with the same bytes for the same configuration.
 */
export interface BaseCoder<Config> {
  /**
   * @param config the model; goes into the archive's header, because the decoder needs the same
   * @param bases 0..3, one a byte
   * @returns the payload
   * @throws RangeError when a base is not in 0..3
   * @throws PmklcError `corrupt` when the snapshot does not fit the configuration
   */
  encode(config: Config, bases: Uint8Array, options?: BaseCoderOptions): Uint8Array;

  /** Encodes in steps, of 65,536 bases at most. What `encode` throws at once, the first step throws. */
  encodeInSteps(config: Config, bases: Uint8Array, options?: BaseCoderOptions): Steps<Uint8Array>;

  /**
   * @param config as given to `encode`, with the same beginning
   * @param payload what `encode` returned
   * @param length number of bases in the payload
   * @returns the bases wanted
   * @throws PmklcError `truncated` or `corrupt` when no encoder made the payload, or the snapshot does
   *   not fit the configuration
   */
  decode(
    config: Config,
    payload: Uint8Array,
    length: number,
    options?: DecodeBasesOptions,
  ): Uint8Array;

  /** Decodes in steps, of 65,536 bases at most. */
  decodeInSteps(
    config: Config,
    payload: Uint8Array,
    length: number,
    options?: DecodeBasesOptions,
  ): Steps<Uint8Array>;
}
