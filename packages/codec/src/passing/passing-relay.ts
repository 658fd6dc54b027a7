/**
 * Relay in which partitions leave what they hand over, and later ones wait for it.
 *
 * Nobody waits for ever: partitions come in the order of their indices and wait only for one that
 * came before, so that the first of those at work never waits; and whoever is to leave something
 * either leaves it or ends, which ends the wait, too.
 */
import type { Snapshot } from '@pmklc/models';
import { PmklcError } from '@pmklc/core';
import type { PassedState, Passing } from './passing-plan.ts';
import { SharedBases } from './shared-bases.ts';

/** A snapshot that is there, or will be. */
interface Place {
  readonly index: number;
  readonly snapshot: Promise<Snapshot>;
  take(snapshot: Snapshot): void;
  /** Nothing will come, if nothing came. */
  fail(error: unknown): void;
}

/** Hand-overs of one archive: two snapshots at most, the first and the latest, and bases. */
export class PassingRelay {
  readonly #keptBases = new SharedBases();
  #first: Place | undefined;
  #latest: Place | undefined;

  /**
   * Does a partition's work when its model can start. Call it in the order of the indices.
   *
   * @param work gets what it starts from, and must leave what it is to keep
   * @throws PmklcError `corrupt` when it starts from what nobody keeps; what `work` throws, here or
   *   for the partition that it starts from
   */
  run<Result>(
    index: number,
    { snapshotFrom, snapshotBases, prefixUpTo }: Passing,
    work: (passedState: PassedState) => Promise<Result>,
  ): Promise<Result> {
    const start = {
      snapshot: snapshotFrom === undefined ? undefined : this.#find(index, snapshotFrom),
      prefix: prefixUpTo === undefined ? undefined : this.#keptBases.upTo(prefixUpTo),
    };
    if (snapshotBases === undefined) return begin(start, {}, work);
    const place = this.#reserve(index);
    const capture = { bases: snapshotBases, take: place.take };
    const done = begin(start, { capture }, work);
    const notLeft = () => place.fail(new TypeError(`partition ${index} left no snapshot`));
    done.then(notLeft, place.fail);
    return done;
  }

  /**
   * A partition's bases, which are there or will be, for later ones to copy from.
   * @throws PmklcError `corrupt` when it is more than may be kept
   */
  keepBases(index: number, baseCount: number, bases: Promise<Uint8Array>): void {
    this.#keptBases.keep(index, baseCount, bases);
  }

  #find(index: number, origin: number): Promise<Snapshot> {
    for (const place of [this.#first, this.#latest]) {
      if (place?.index === origin) return place.snapshot;
    }
    const what = `partition ${index} starts from partition ${origin}, which keeps nothing for it`;
    return Promise.reject(new PmklcError('corrupt', what));
  }

  #reserve(index: number): Place {
    let [take, fail]: [Place['take'], Place['fail']] = [() => {}, () => {}];
    const snapshot = new Promise<Snapshot>((resolve, reject) => ([take, fail] = [resolve, reject]));
    // Nobody may be waiting for it.
    snapshot.catch(() => {});
    this.#latest = { index, snapshot, take, fail };
    this.#first ??= this.#latest;
    return this.#latest;
  }
}

interface Start {
  readonly snapshot: Promise<Snapshot> | undefined;
  readonly prefix: Promise<Uint8Array> | undefined;
}

async function begin<Result>(
  start: Start,
  capture: Pick<PassedState, 'capture'>,
  work: (passedState: PassedState) => Promise<Result>,
): Promise<Result> {
  const [snapshot, prefix] = await Promise.all([start.snapshot, start.prefix]);
  return work({ ...capture, ...(snapshot && { snapshot }), ...(prefix && { prefix }) });
}
