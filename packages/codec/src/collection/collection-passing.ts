/**
 * Hand-overs between the partitions of a collection: those of the reference keep their bases, and later ones of FASTA copy from
 * them and start from what the first of them learned.
 */
import type { Passing, Passes } from '../passing/passing-plan.ts';
import { MAX_SHARED_BASES } from '../passing/shared-bases.ts';
import type { Section } from './sections.ts';

/** Plans the hand-overs of an archive, partition by partition. */
export class CollectionPassing implements Passes {
  readonly #sections: readonly Section[];
  #next = 0;
  #keptBases = 0;
  #lastKept: number | undefined;

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  next(index: number, baseCount: number, _isLast: boolean, start: number): Passing {
    while (start >= (this.#sections[this.#next]?.end ?? Infinity)) this.#next++;
    const role = this.#sections[this.#next]?.role;
    if (role === undefined || baseCount === 0) return {};
    const copies = this.#lastKept === undefined ? {} : { prefixUpTo: this.#lastKept };
    if (role === 'copy' || this.#keptBases + baseCount > MAX_SHARED_BASES) return copies;
    this.#keptBases += baseCount;
    this.#lastKept = index;
    return { ...copies, basesKept: true };
  }
}
