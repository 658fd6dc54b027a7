/**
 * Parts of a snapshot: what one piece of a model learns, under a name.
 */
import type { Segment } from './segment.ts';

/** Part of a snapshot: what one piece of a model learns. */
export interface Part {
  /** Unique in a model: the kind's name, then which of its pieces, as in `contexts.11`. */
  readonly name: string;
  readonly segments: readonly Segment[];
  /** Whether nothing learned is all zeros. */
  readonly isZeroAtFirst?: boolean;
  /**
   * Origin that two models must have alike, besides the segments, for one to start with what the other has learned; names
   * what first values depend on.
   */
  readonly origin?: string;
  /** Whether models of different levels learn nearly the same, so that a pack stores it once. */
  readonly isAlikeAtLevels?: boolean;
}
