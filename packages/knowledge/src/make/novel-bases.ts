/**
 * What is new in a collection: of 400 genomes of one virus, little more than the first.
 */
import { HALF_BITS, HALF_MASK, hashOf, WORD_BASES, WordFilter } from '../select/words.ts';

/** Bases that are kept or left out together. */
const BLOCK_BASES = 128;
/** A block is kept when more than this share of its words is new: three substitutions do not make one new. */
const NEW_SHARE = 0.6;
/** log2 of the bits that remember words: 128 MiB, of which 30 M words fill 3 %. */
const FILTER_BITS = 30;

/**
 * Leaves out blocks that came before, on the same strand or the other.
 * @param bases 0..3, one a byte
 */
export function novelBases(bases: Uint8Array): Uint8Array {
  const seen = new SeenWords();
  const kept = new Uint8Array(bases.length);
  let length = 0;
  for (let start = 0; start < bases.length; start += BLOCK_BASES) {
    const block = bases.subarray(start, start + BLOCK_BASES);
    if (seen.countNew(block) <= NEW_SHARE * block.length) continue;
    kept.set(block, length);
    length += block.length;
  }
  return kept.slice(0, length);
}

/** The words so far. A word and its reverse complement are one: the lower one stands for both. */
class SeenWords {
  readonly #filter = new WordFilter(FILTER_BITS);
  #older = 0;
  #newer = 0;
  #reverseOlder = 0;
  #reverseNewer = 0;
  #length = 0;

  /** Words that end in the block and are new; the first few bases of all count as such. */
  countNew(block: Uint8Array): number {
    let news = 0;
    for (let i = 0; i < block.length; i++) if (this.#isNew(block[i]!)) news++;
    return news;
  }

  #isNew(base: number): boolean {
    const top = HALF_BITS - 2;
    this.#older = ((this.#older << 2) | (this.#newer >>> top)) & HALF_MASK;
    this.#newer = ((this.#newer << 2) | base) & HALF_MASK;
    this.#reverseNewer = (this.#reverseNewer >>> 2) | ((this.#reverseOlder & 3) << top);
    this.#reverseOlder = (this.#reverseOlder >>> 2) | ((3 - base) << top);
    if (++this.#length < WORD_BASES) return true;
    const difference = this.#older - this.#reverseOlder || this.#newer - this.#reverseNewer;
    const hash =
      difference < 0
        ? hashOf(this.#older, this.#newer)
        : hashOf(this.#reverseOlder, this.#reverseNewer);
    const isNew = !this.#filter.has(hash);
    this.#filter.add(hash);
    return isNew;
  }
}
