/**
 * Stretches that could not be taken out of a damaged archive.
 */

/** A stretch of the original bytes that could not be taken out. */
export interface MissingRange {
  /** Number of the archive in the file, from 0. */
  readonly archive: number;
  /** Number of the partition in the archive, from 0. */
  readonly partition: number;
  /** First byte of it in the input of the archive; undefined when a partition before it is of unknown size. */
  readonly start: number | undefined;
  /** Bytes that are missing; undefined when not known. */
  readonly bytes: number | undefined;
  /** Reason why the bytes are missing, for people to read. */
  readonly reason: string;
  /** Names of the records that it is part of, where they are known. */
  readonly records: readonly string[];
  /**
   * How many of the bytes before it were taken out though no checksum covers them: the frame that holds them is cut
   * off, or damaged further on. Absent when all are checked. With it, `bytes` may be 0.
   */
  readonly unverifiedBytes?: number;
}

export type SalvageListener = (stretch: MissingRange) => void;
