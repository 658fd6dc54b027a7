/**
 * The contract between a codec and whatever models and codes the bases of one partition.
 */

/** Called now and then with the number of bases done; an exception from it stops the work. */
export type Progress = (basesDone: number) => void;

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
   */
  encode(config: Config, bases: Uint8Array, progress?: Progress): Uint8Array;

  /**
   * @param config as given to `encode`
   * @param payload what `encode` returned
   * @param length number of bases
   * @param isPrefix whether the payload may hold more bases, which are then left out
   * @throws PmklcError `truncated` or `corrupt` when no encoder made the payload
   */
  decode(
    config: Config,
    payload: Uint8Array,
    length: number,
    progress?: Progress,
    isPrefix?: boolean,
  ): Uint8Array;
}
