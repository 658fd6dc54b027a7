/**
 * Where partitions leave their snapshots, and later ones wait for them.
 *
 * Nobody waits for ever: partitions come in the order of their indices and wait only for one that
 * came before, so that the first of those at work never waits; and whoever is to leave a snapshot
 * either leaves it or ends, which ends the wait, too.
 */
import type { Snapshot } from '@pmklc/core';
import { PmklcError } from '@pmklc/core';
import type { HandedOver, HandOver } from './hand-over-plan.ts';

/** A snapshot that is there, or will be. */
interface Place {
  readonly index: number;
  readonly snapshot: Promise<Snapshot>;
  take(snapshot: Snapshot): void;
  /** Nothing will come, if nothing came. */
  fail(error: unknown): void;
}

/** The snapshots of one archive: it holds two at most, the first and the latest. */
export class SnapshotBoard {
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
    { snapshotFrom, snapshotBases }: HandOver,
    work: (handedOver: HandedOver) => Promise<Result>,
  ): Promise<Result> {
    const start = snapshotFrom === undefined ? undefined : this.#find(index, snapshotFrom);
    if (snapshotBases === undefined) return begin(start, {}, work);
    const place = this.#reserve(index);
    const capture = { bases: snapshotBases, take: place.take };
    const done = begin(start, { capture }, work);
    const notLeft = () => place.fail(new TypeError(`partition ${index} left no snapshot`));
    done.then(notLeft, place.fail);
    return done;
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

async function begin<Result>(
  start: Promise<Snapshot> | undefined,
  capture: Pick<HandedOver, 'capture'>,
  work: (handedOver: HandedOver) => Promise<Result>,
): Promise<Result> {
  return work(start === undefined ? capture : { ...capture, snapshot: await start });
}
