/**
 * Residues that are not bases, as runs of one byte (or verbatim pieces) and the residues between them.
 */
import { NumberList } from './number-list.ts';

/** The run takes no place among the bases. */
export const RUN_REMOVED = 0;
/** Each residue of the run has a base at its place, which means nothing. */
export const RUN_FILLED = 1;
/** The run's bytes differ and are kept verbatim elsewhere; it takes no place among the bases. */
export const RUN_LITERAL = 2;

/** The run is a number that counts the letters before it; it takes no place among the bases. */
export const RUN_COUNTED = 3;

export type RunKind =
  typeof RUN_REMOVED | typeof RUN_FILLED | typeof RUN_LITERAL | typeof RUN_COUNTED;

/** Class of a run of N that is left out, by far the most frequent, and of one that is filled. */
export const N_REMOVED = 4 * 0x4e + RUN_REMOVED;
export const N_FILLED = 4 * 0x4e + RUN_FILLED;

export class RunList {
  /** Residues between the end of the run before (or the beginning) and this run. */
  readonly gaps = new NumberList();
  /** Residues in the run, >= 1. */
  readonly lengths = new NumberList();
  /** `4 * byte + kind`; the byte of a literal or counted run is 0. Letters are upper case, the case mask applies to them. */
  readonly classes = new NumberList();
  #end = 0;

  get length(): number {
    return this.gaps.length;
  }

  /** Kind of the `i`-th run. */
  kind(i: number): RunKind {
    return (this.classes.at(i) & 3) as RunKind;
  }

  /** Appends a run at residue `position`; continues the last one when it is of the same class and touches, but for numbers. */
  add(position: number, length: number, byte: number, kind: RunKind): void {
    const last = this.length - 1;
    const runClass = 4 * byte + kind;
    const gap = position - this.#end;
    if (gap === 0 && last >= 0 && this.classes.at(last) === runClass && kind !== RUN_COUNTED) {
      this.lengths.set(last, this.lengths.at(last) + length);
    } else {
      this.gaps.push(gap);
      this.lengths.push(length);
      this.classes.push(runClass);
    }
    this.#end = position + length;
  }
}
