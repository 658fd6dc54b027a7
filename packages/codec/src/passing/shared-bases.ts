/**
 * The bases of partitions that later ones copy from.
 */
import { PmklcError } from '@pmklc/core';

/** Most bases that may be kept in an archive: a reader holds all of them. */
export const MAX_SHARED_BASES = 2 ** 26;

/** Bases that are kept of one archive. */
export class SharedBases {
  readonly #places: { readonly index: number; readonly bases: Promise<Uint8Array> }[] = [];
  #total = 0;

  /**
   * Keeps the bases of a partition, which are there or will be. Call it in the order of the indices.
   * @throws PmklcError `corrupt` when it is more than may be kept
   */
  keep(index: number, baseCount: number, bases: Promise<Uint8Array>): void {
    this.#total += baseCount;
    if (this.#total > MAX_SHARED_BASES) {
      throw new PmklcError('corrupt', `partition ${index} keeps more bases than an archive may`);
    }
    // Nobody may be waiting for them.
    bases.catch(() => {});
    this.#places.push({ index, bases });
  }

  /** All that was kept of the partitions up to this one, in shared memory, once it is there. */
  async upTo(last: number): Promise<Uint8Array> {
    const kept = this.#places.filter(({ index }) => index <= last);
    const all = await Promise.all(kept.map(({ bases }) => bases));
    const length = all.reduce((sum, bases) => sum + bases.length, 0);
    const joined = new Uint8Array(new SharedArrayBuffer(length));
    let end = 0;
    for (const bases of all) {
      joined.set(bases, end);
      end += bases.length;
    }
    return joined;
  }
}
