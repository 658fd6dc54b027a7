/**
 * Words that references have in common with an input: 20 bases, which are five bytes of a packed
 * reference. Only those words of a reference count that begin at a byte, so that it need not be unpacked: of 23
 * bases in common one such word is found. Finding them takes 5 ns a byte.
 */
import { UNIT_BASES, type Reference } from '../pack/reference.ts';
import { WordFilter } from './words.ts';

const WORD_BASES = 20;
const WORD_BYTES = WORD_BASES / 4;
const UNIT_BYTES = UNIT_BASES / 4;
/** Words of the input and of its other strand that are looked for, at most 2 to this: of a longer one, one in 2^n by its hash. */
const MOST_WORDS_BITS = 18;
/** Bits of the filter for each slot of the table: most words of a reference are told from there. */
const FILTER_BITS = 4;
/** Bases of the input that words are counted by. */
export const BLOCK_BASES = 2 ** 13;

/** A word that a reference has, too. */
interface Hit {
  readonly slot: number;
  /** Block of the input, of `BLOCK_BASES`, in which the word came first. */
  readonly block: number;
  /** Unit of the reference, of `UNIT_BASES`, in which it comes first. */
  readonly unit: number;
}

/** Words that a reference shares with an input, each once. */
export class SharedWords {
  readonly hits: readonly Hit[];

  constructor(hits: readonly Hit[]) {
    this.hits = hits;
  }

  /** The blocks that share most, ascending. */
  bestBlocks(count: number): number[] {
    const counts = new Map<number, number>();
    for (const { block } of this.hits) counts.set(block, 1 + (counts.get(block) ?? 0));
    const best = [...counts].sort(([a, most], [b, least]) => least - most || a - b).slice(0, count);
    return best.map(([block]) => block).sort((a, b) => a - b);
  }

  /** The units that share so many words or more, ascending. */
  unitsWith(words: number): number[] {
    const counts = new Map<number, number>();
    for (const { unit } of this.hits) counts.set(unit, 1 + (counts.get(unit) ?? 0));
    const units = [...counts].filter(([, count]) => count >= words).map(([unit]) => unit);
    return units.sort((a, b) => a - b);
  }

  /** The units that share words with these blocks, or with any; ascending. */
  units(blocks?: ReadonlySet<number>): number[] {
    const hits = blocks ? this.hits.filter(({ block }) => blocks.has(block)) : this.hits;
    return [...new Set(hits.map(({ unit }) => unit))].sort((a, b) => a - b);
  }
}

/** The words of an input and of its reverse complement, in a table by their hash. */
export class InputWords {
  /** The 16 oldest bases of the word in a slot, 0 where there is none; beside them its 4 newest. */
  readonly #older: Int32Array;
  readonly #newer: Uint8Array;
  readonly #block: Uint32Array;
  /** The last search that found it. */
  readonly #found: Int32Array;
  readonly #isTaken: Uint8Array;
  readonly #filter: WordFilter;
  readonly #slotMask: number;
  /** Bits of a hash that are zero in words that count. */
  readonly #hashMask: number;
  #searches = 0;
  #count = 0;

  /** @param bases 0..3, one a byte */
  constructor(bases: Uint8Array) {
    const words = 2 * bases.length + 1;
    // The logarithm of the words, rounded up.
    const wordsBits = 32 - Math.clz32(words - 1);
    const thinning = Math.max(0, wordsBits - MOST_WORDS_BITS);
    this.#hashMask = thinning === 0 ? 0 : -1 << (32 - thinning);
    const sizeBits = 1 + wordsBits - thinning;
    const size = 2 ** sizeBits;
    this.#filter = new WordFilter(sizeBits + FILTER_BITS);
    this.#slotMask = size - 1;
    this.#older = new Int32Array(size);
    this.#newer = new Uint8Array(size);
    this.#block = new Uint32Array(size);
    this.#found = new Int32Array(size);
    this.#isTaken = new Uint8Array(size);
    this.#addAll(bases);
  }

  /** Words of the input that the reference has, too. */
  sharedWith({ packed }: Reference): SharedWords {
    const search = ++this.#searches;
    const hits: Hit[] = [];
    const filter = this.#filter;
    let older = 0;
    for (let i = 0; i < packed.length; i++) {
      const newer = packed[i]!;
      const hash = hashOf(older, newer);
      if (filter.has(hash) && i >= WORD_BYTES - 1) {
        const slot = this.#slotOf(hash, older, newer);
        if (this.#older[slot] !== 0 && this.#found[slot] !== search) {
          this.#found[slot] = search;
          hits.push({ slot, block: this.#block[slot]!, unit: Math.floor(i / UNIT_BYTES) });
        }
      }
      older = (older >>> 8) | (newer << 24);
    }
    return new SharedWords(hits);
  }

  /** These words are in a reference that will be used: no other one gets credit for them. */
  take({ hits }: SharedWords): void {
    for (const { slot } of hits) this.#isTaken[slot] = 1;
  }

  /** Shared words that have not been taken yet. */
  notTaken({ hits }: SharedWords): SharedWords {
    return new SharedWords(hits.filter(({ slot }) => this.#isTaken[slot] === 0));
  }

  /** Adds the words of both strands in one pass: the newest base of a word is the oldest one of the other strand's. */
  #addAll(bases: Uint8Array): void {
    let [older, newer, otherOlder, otherNewer] = [0, 0, 0, 0];
    for (let i = 0; i < bases.length; i++) {
      const base = bases[i]!;
      older = (older >>> 2) | (newer << 30);
      newer = (newer >>> 2) | (base << 6);
      otherNewer = ((otherNewer << 2) | (otherOlder >>> 30)) & 255;
      otherOlder = (otherOlder << 2) | (3 - base);
      if (i < WORD_BASES - 1) continue;
      this.#add(older, newer, i);
      this.#add(otherOlder, otherNewer, i);
    }
  }

  #add(older: number, newer: number, place: number): void {
    const hash = hashOf(older, newer);
    if ((mixed(hash) & this.#hashMask) !== 0 || older === 0) return;
    const slot = this.#slotOf(hash, older, newer);
    // The table must not fill up where hashes are not as random as they should be.
    if (this.#older[slot] !== 0 || 2 * this.#count > this.#slotMask) return;
    this.#count++;
    this.#filter.add(hash);
    this.#older[slot] = older;
    this.#newer[slot] = newer;
    this.#block[slot] = Math.floor(place / BLOCK_BASES);
  }

  /** The slot where a word is, or would be. */
  #slotOf(hash: number, older: number, newer: number): number {
    const table = this.#older;
    let slot = mixed(hash) & this.#slotMask;
    while (table[slot] !== 0 && (table[slot] !== older || this.#newer[slot] !== newer)) {
      slot = (slot + 1) & this.#slotMask;
    }
    return slot;
  }
}

/** 32 bits, of which the upper ones are the better. */
function hashOf(older: number, newer: number): number {
  return (Math.imul(older, 0x9e3779b1) + Math.imul(newer, 0x85ebca6b)) >>> 0;
}

/** All bits of it are good. */
function mixed(hash: number): number {
  const x = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return x ^ (x >>> 13);
}
