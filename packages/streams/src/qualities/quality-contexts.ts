/**
 * Contexts for lines of qualities: the last few, the place in the line, and how restless the line was.
 */
import type { ContextSet } from '../bytes/context-set.ts';
import { hash } from '../bytes/context-set.ts';

const LF = 10;

export class QualityContexts implements ContextSet {
  readonly count = 7;
  readonly weightSets = [256, 256] as const;
  #place = 0;
  /** Sum of the differences between neighbours, at most 255. */
  #change = 0;
  #sum = 0;

  next(bytes: Uint8Array, length: number, hashes: Int32Array): void {
    const at = (back: number): number => (length >= back ? bytes[length - back]! : 0);
    const last = length > 0 ? at(1) : LF;
    if (last === LF) this.#place = this.#change = this.#sum = 0;
    else {
      const step = this.#place === 0 ? 0 : Math.abs(last - at(2));
      this.#change = Math.min(this.#change + step, 255);
      this.#sum += last;
      this.#place++;
    }
    const best23 = Math.max(at(2), at(3));
    const mean = this.#place > 0 ? Math.floor(this.#sum / this.#place) : 0;
    const place = this.#place;
    hashes[0] = hash(1, last);
    hashes[1] = hash(2, last | (at(2) << 8));
    hashes[2] = hash(3, last | (best23 << 8) | ((place >> 2) << 16));
    hashes[3] = hash(4, last | (Math.min(this.#change, 127) << 8));
    hashes[4] = hash(hash(5, last), place);
    const restless = Math.min(this.#change >> 4, 15) << 24;
    hashes[5] = hash(
      hash(6, last | (at(2) << 8) | (Math.max(at(3), at(4)) << 16) | restless),
      place >> 4,
    );
    hashes[6] = hash(hash(7, last | (mean << 8)), place >> 3);
  }

  firstSet(partial: number): number {
    return partial;
  }

  secondSet(): number {
    return Math.min(this.#place, 255);
  }
}
