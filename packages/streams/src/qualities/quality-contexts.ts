/**
 * Contexts for a quality: the last few of the line, the place in it, how good and how restless the line was.
 *
 * Qualities are ranks: places in the order of all that the stream has. Format: docs/format/sequence.md, "Contexts of qualities".
 */
import { hash } from '../bytes/hash.ts';

export const CONTEXTS = 7;

/** Long reads look alike from here on. */
const MAX_PLACE = 1023;
const MAX_CHANGE = 255;
/** Added to the number of a context for the second mate: they differ by place most. Told apart in all contexts, they learn less. */
const MATE = 16;

export class QualityContexts {
  /** One a context. */
  readonly hashes = new Int32Array(CONTEXTS);
  /** The last quality of the line, 0 before the first. */
  last = 0;
  /** Qualities of the line so far, at most {@link MAX_PLACE}. */
  place = 0;
  /** Mate that the line is of, 0 or 1; always 0 where no mates are known. */
  mate = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;
  /** Sum of the differences between neighbours, at most {@link MAX_CHANGE}. */
  #change = 0;
  #sum = 0;
  #count = 0;

  /** A line begins, of a mate. */
  begin(mate: number): void {
    this.mate = mate;
    this.last = this.#second = this.#third = this.#fourth = 0;
    this.place = this.#change = this.#sum = this.#count = 0;
  }

  /** Takes note of a quality. */
  push(rank: number): void {
    if (this.#count > 0) {
      this.#change = Math.min(this.#change + Math.abs(rank - this.last), MAX_CHANGE);
    }
    this.#sum += rank;
    this.#count++;
    this.place = Math.min(this.#count, MAX_PLACE);
    this.#fourth = this.#third;
    this.#third = this.#second;
    this.#second = this.last;
    this.last = rank;
  }

  /** Fills the hashes for the next quality. */
  next(): void {
    const { hashes, last, place } = this;
    const second = this.#second << 8;
    const change = this.#change;
    const mean = (this.#count > 0 ? Math.floor(this.#sum / this.#count) : 0) << 8;
    const recent = last | second | (Math.max(this.#third, this.#fourth) << 16);
    hashes[0] = hash(last, 1);
    hashes[1] = hash(last | second, 2);
    hashes[2] = hash(last | mean | ((change >> 3) << 16), 3);
    hashes[3] = hash(last | (Math.min(change, 127) << 8), 4);
    hashes[4] = hash(last | (place << 8), 5 + MATE * this.mate);
    hashes[5] = hash(hash(recent | ((change >> 4) << 24), 6), place >> 4);
    hashes[6] = hash(last | mean | ((place >> 3) << 16), 7 + MATE * this.mate);
  }
}
