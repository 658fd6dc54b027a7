/**
 * The jobs that were written so far, for later ones to name those that they need.
 */
import type { EarlierJob, JobHeader } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { Passing } from '../passing/passing-plan.ts';

/** Jobs of one split, in the order of their partitions. */
export class EarlierJobs {
  readonly #ids: Uint8Array[] = [];
  readonly #keepers: EarlierJob[] = [];

  /** Ids of all of them. */
  get ids(): readonly Uint8Array[] {
    return this.#ids;
  }

  /**
   * Fields of the next header: the jobs that it needs.
   * @throws PmklcError `corrupt` when there are none such
   */
  neededBy({ snapshotFrom, prefixUpTo }: Passing): Pick<JobHeader, 'origin' | 'primers'> {
    const origin = snapshotFrom === undefined ? undefined : this.#ids[snapshotFrom];
    const primers =
      prefixUpTo === undefined ? [] : this.#keepers.filter(({ index }) => index <= prefixUpTo);
    if ((snapshotFrom !== undefined && !origin) || (prefixUpTo !== undefined && !primers.length)) {
      throw new PmklcError('corrupt', 'a partition starts from one that keeps nothing for it');
    }
    return { ...(origin && { origin }), primers };
  }

  /** Adds the next job, which was written. */
  add(id: Uint8Array, { basesKept }: Passing): void {
    if (basesKept) this.#keepers.push({ index: this.#ids.length, id });
    this.#ids.push(id);
  }
}
