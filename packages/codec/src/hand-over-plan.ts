/**
 * Step-wise model passing (SMP): which partitions start from what an earlier one had learned.
 */
import type { Capture, Snapshot } from '@pmklc/core';

/**
 * - `chain`: each partition from the one before, as published; knowledge adds up.
 * - `star`: all from the first.
 * - `off`: each learns anew.
 */
export type SmpTopology = 'chain' | 'star' | 'off';

/** Share of its bases after which a partition's model is passed on, unless asked otherwise. */
export const DEFAULT_SMP_FRACTION = 0.05;

/** What the header says of a partition's part in it; see `ModelInfo` of `@pmklc/container`. */
export interface HandOver {
  /** Index of the partition whose kept state it starts from. */
  readonly snapshotFrom?: number;
  /** It keeps the state after so many of its own bases. */
  readonly snapshotBases?: number;
}

/** What a partition's model starts from, and what it leaves to later ones. */
export interface HandedOver {
  /** Absent: it starts from its initial state. */
  readonly snapshot?: Snapshot;
  /** Taken as soon as it is there; again, and the same, if the work is done anew. */
  readonly capture?: Capture;
}

/** Plans the hand-overs of an archive, partition by partition. */
export class HandOverPlan {
  readonly #topology: SmpTopology;
  readonly #fraction: number;
  /** The partition that the next one starts from. */
  #origin: number | undefined;

  /** @param fraction above 0, at most 1 */
  constructor(topology: SmpTopology, fraction: number) {
    this.#topology = topology;
    this.#fraction = fraction;
  }

  /**
   * The next partition. One without bases has no model, and takes no part.
   * @param isLast whether no other follows, so that there is nobody to keep a state for
   */
  next(index: number, baseCount: number, isLast: boolean): HandOver {
    if (this.#topology === 'off' || baseCount === 0) return {};
    const start = this.#origin === undefined ? {} : { snapshotFrom: this.#origin };
    const isKept = !isLast && (this.#topology === 'chain' || this.#origin === undefined);
    if (!isKept) return start;
    this.#origin = index;
    return { ...start, snapshotBases: Math.ceil(this.#fraction * baseCount) };
  }
}
