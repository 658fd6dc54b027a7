/**
 * Settings of Brotli that are the same wherever it runs.
 */

/** How hard to pack. */
export interface BrotliOptions {
  /** 0..11 */
  readonly quality: number;
  /** log2 of the window in bytes, 10..24; default 22. A browser's encoder has no other. */
  readonly windowBits?: number;
  /** Whether UTF-8 is packed; a browser's encoder finds out by itself. */
  readonly isText?: boolean;
}

/** Limits of unpacking. */
export interface UnpackLimits {
  /** Name of the thing, for errors. */
  readonly what: string;
  /** Most bytes that may come out, an integer >= 0. */
  readonly limitBytes: number;
  /** Bytes that come out as a rule: room for so many is made at once. Default: room is made as they come. */
  readonly usualBytes?: number;
  /** Whether the end may be missing: what is certain is returned. Default false. */
  readonly mayBeCut?: boolean;
}
