/**
 * Bases that are new in a collection: of 400 genomes of one virus, little more than the first.
 *
 * Words that came before are remembered by one bit each of a filter, which must not fill up: where it is full,
 * everything seems to have come before. So of longer sequences only one word in 2^n is looked at, by its hash, and blocks
 * are 2^n times as long: a block always has 128 such words, and at most an eighth of the bits is set.
 */
import { checkBytes } from '@pmklc/core';
import { PackedBases } from '../pack/packed-bases.ts';
import {
  HALF_BITS,
  HALF_MASK,
  hashOf,
  otherHashOf,
  WORD_BASES,
  WordFilter,
} from '../select/words.ts';

/** Bases that are kept or left out together, where every word counts. */
const BLOCK_BASES = 128;
/** A block is kept when more than this share of its words is new: three substitutions do not make one new. */
const NEW_SHARE = 0.6;
/** log2 of the bits that remember words: 128 MiB, of which 30 M words fill 3 %. */
const FILTER_BITS = 30;
/** log2 of how many bits there are for a word. */
const BITS_PER_WORD = 3;
/** Blocks that are looked at before something else has its turn. */
const BLOCKS_PER_TURN = 2 ** 15;

/**
 * Leaves out blocks that came before, on the same strand or the other.
 * @param bases 0..3, one a byte
 */
export function novelBases(bases: Uint8Array): Uint8Array {
  checkBytes('bases', bases);
  const seen = new SeenWords(bases.length, FILTER_BITS);
  const kept = new Uint8Array(bases.length);
  let length = 0;
  for (let start = 0; start < bases.length; start += seen.blockBases) {
    const block = bases.subarray(start, start + seen.blockBases);
    if (!seen.isNovel(block)) continue;
    kept.set(block, length);
    length += block.length;
  }
  return kept.slice(0, length);
}

/**
 * `novelBases` for packed bases, a part at a time.
 * @param filterBits log2 of the bits that remember words, 4..30
 */
export async function novelPackedBases(
  bases: PackedBases,
  giveWay: () => Promise<unknown>,
  filterBits = FILTER_BITS,
): Promise<PackedBases> {
  const seen = new SeenWords(bases.length, filterBits);
  const kept = new PackedBases(bases.length);
  let blocks = 0;
  for (let start = 0; start < bases.length; start += seen.blockBases) {
    const block = bases.slice(start, start + seen.blockBases);
    if (seen.isNovel(block)) kept.append(block);
    if (++blocks % BLOCKS_PER_TURN === 0) await giveWay();
  }
  return kept;
}

/** The words so far. A word and its reverse complement are one: the lower one stands for both. */
class SeenWords {
  /** Bases of a block. */
  readonly blockBases: number;
  /** log2 of the words of which one counts. */
  #thinning: number;
  readonly #filter: WordFilter;
  #older = 0;
  #newer = 0;
  #reverseOlder = 0;
  #reverseNewer = 0;
  #length = 0;
  /** Words of the block that count, and those of them that are new. */
  #words = 0;
  #news = 0;

  /** @param baseCount of all that will come */
  constructor(baseCount: number, filterBits: number) {
    const most = 2 ** (filterBits - BITS_PER_WORD);
    this.#thinning = 0;
    while (baseCount > most * 2 ** this.#thinning) this.#thinning++;
    this.blockBases = BLOCK_BASES * 2 ** this.#thinning;
    this.#filter = new WordFilter(filterBits);
  }

  /** Whether the next block is to be kept. The words that end in it count, and the first few bases of all as new. */
  isNovel(block: Uint8Array): boolean {
    this.#words = 0;
    this.#news = 0;
    for (let i = 0; i < block.length; i++) this.#take(block[i]!);
    return this.#words === 0 || this.#news > NEW_SHARE * this.#words;
  }

  #take(base: number): void {
    const top = HALF_BITS - 2;
    this.#older = ((this.#older << 2) | (this.#newer >>> top)) & HALF_MASK;
    this.#newer = ((this.#newer << 2) | base) & HALF_MASK;
    this.#reverseNewer = (this.#reverseNewer >>> 2) | ((this.#reverseOlder & 3) << top);
    this.#reverseOlder = (this.#reverseOlder >>> 2) | ((3 - base) << top);
    if (++this.#length < WORD_BASES) {
      this.#words++;
      this.#news++;
      return;
    }
    const difference = this.#older - this.#reverseOlder || this.#newer - this.#reverseNewer;
    if (difference < 0) this.#count(this.#older, this.#newer);
    else this.#count(this.#reverseOlder, this.#reverseNewer);
  }

  #count(older: number, newer: number): void {
    // Another hash than the filter's decides which words count: else these would share few of its bits.
    if (this.#thinning > 0 && otherHashOf(older, newer) >>> (32 - this.#thinning) !== 0) return;
    const hash = hashOf(older, newer);
    this.#words++;
    if (!this.#filter.has(hash)) this.#news++;
    this.#filter.add(hash);
  }
}
