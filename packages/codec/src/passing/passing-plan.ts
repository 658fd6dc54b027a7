/**
 * Step-wise model passing (SMP): which partitions start from what an earlier one had learned.
 */
import type { Beginning, Capture } from '@pmklc/models';

/**
 * - `chain`: each partition from the one before, as published; knowledge adds up.
 * - `star`: all from the first.
 * - `off`: each learns anew.
 */
export type PassingTopology = 'chain' | 'star' | 'off';

/** Share of its bases after which a partition's model is passed on, unless asked otherwise. */
export const DEFAULT_FRACTION = 0.05;

/** Part of a partition in passing, as its header says it; see `ModelInfo` of `@pmklc/container`. */
export interface Passing {
  /** Index of the partition whose kept state it starts from. */
  readonly snapshotFrom?: number;
  /** Bases of its own after which it keeps the state. */
  readonly snapshotBases?: number;
  /** Whether its bases are kept, for later ones to copy from. */
  readonly basesKept?: boolean;
  /** Index of the partition up to which it copies from all bases that were kept. */
  readonly prefixUpTo?: number;
}

/** State that a partition's model starts from, and the one that it leaves to later ones. */
export interface PassedState extends Beginning {
  /** Taken as soon as it is there; again, and the same, if the work is done anew. */
  readonly capture?: Capture;
}

export interface PassingRule {
  readonly topology: PassingTopology;
  /** Above 0, at most 1. */
  readonly fraction: number;
  /** Number of partitions that there will be, where some are to be copied from; otherwise undefined. */
  readonly count: number | undefined;
  /** Number of them that can be unpacked at the same time: those before are copied from. */
  readonly width: number;
}

/** Plan of the hand-overs of an archive. */
export interface Passes {
  /**
   * The next partition. One without bases has no model, and takes no part.
   * @param isLast whether no other follows, so that there is nobody to keep a state for
   * @param start offset of its first byte in the input
   */
  next(index: number, baseCount: number, isLast: boolean, start: number): Passing;
}

/** Plans the hand-overs of an archive, partition by partition. */
export class PassingPlan implements Passes {
  readonly #rule: PassingRule;
  /** The partition that the next one starts from. */
  #origin: number | undefined;

  constructor(rule: PassingRule) {
    this.#rule = rule;
  }

  next(index: number, baseCount: number, isLast: boolean): Passing {
    if (this.#rule.topology === 'off' || baseCount === 0) return {};
    return {
      ...this.#copies(index),
      ...(this.#origin === undefined ? {} : { snapshotFrom: this.#origin }),
      ...(isLast ? {} : this.#keep(index, baseCount)),
    };
  }

  #copies(index: number): Passing {
    const { count, width } = this.#rule;
    if (count === undefined) return {};
    return {
      ...(index + width < count ? { basesKept: true } : {}),
      ...(index >= width ? { prefixUpTo: index - width } : {}),
    };
  }

  #keep(index: number, baseCount: number): Passing {
    const { topology, fraction } = this.#rule;
    if (topology === 'star' && this.#origin !== undefined) return {};
    this.#origin = index;
    return { snapshotBases: Math.ceil(fraction * baseCount) };
  }
}
