/**
 * Finds stretches of earlier proteins that look related to the one being coded, and follows them.
 *
 * Unlike a match, a relative may differ in most of its residues: what counts is whether those that
 * face each other replace each other in nature. Without them the E. coli proteome takes 706,283 bytes instead of 680,099.
 * Format: docs/format/sequence.md, "Relatives".
 */
import { END, groupsOf, similarities } from './amino-acid-alphabet.ts';

/** Relatives followed at once. */
const RELATIVES = 2;

/** A seed is the classes of the residues so far back; gaps let it survive replacements. */
const SEED_BACK = [1, 2, 4, 6, 8, 9];
const SEED_SPAN = 9;
const SEED_CLASSES = ['ILMV', 'C', 'A', 'G', 'ST', 'P', 'FWY', 'DENQ', 'KR', 'H'];
const SEED_BITS = 18;
/** Places remembered of each seed, newest first. */
const PLACES = 16;

/** Residues compared at most when a place is judged, and how far below its best a score may fall. */
const MAX_COMPARED = 48;
const MAX_FALL = 14;
const MIN_SCORE = 48;

/** Trust in a relative: a decaying sum of how alike what faces each other is. */
const MAX_FIRST_TRUST = 60;
const TRUST_SHIFT = 3;
const TRUST_STEP = 4;
/** A new place takes the room of a relative only if it is so much better. */
const MARGIN = 10;
const NOBODY = -(1 << 20);

/** Symbols before the current ones whose agreement is remembered. */
const REMEMBERED = 32;

/** One relative. */
export interface Relative {
  /** Position of its next symbol; 0 for no relative. */
  position: number;
  /** Whether it agreed on each of the last 32 symbols, the last one in bit 0. */
  agreed: number;
  trust: number;
}

export class HomologFinder {
  /** Best first. */
  readonly relatives: Relative[] = Array.from({ length: RELATIVES }, () => ({
    position: 0,
    agreed: 0,
    trust: 0,
  }));
  readonly #similarities = similarities();
  readonly #classes = groupsOf(SEED_CLASSES);
  /** Positions at which each seed occurred; 0 for nowhere. */
  readonly #places = new Int32Array(PLACES << SEED_BITS);

  /**
   * Takes note of the last of `symbols[0, length)`.
   * @param place residues since the beginning of the record
   */
  next(symbols: Uint8Array, length: number, place: number): void {
    for (const relative of this.relatives) this.#follow(relative, symbols, symbols[length - 1]!);
    if (place >= SEED_SPAN) this.#search(symbols, length);
    this.#sort();
  }

  #follow(relative: Relative, symbols: Uint8Array, last: number): void {
    if (relative.position === 0) return;
    const facing = symbols[relative.position]!;
    const step = TRUST_STEP * this.#similarities[32 * facing + last]!;
    relative.trust += step - (relative.trust >> TRUST_SHIFT);
    relative.agreed = (relative.agreed << 1) | (facing === last ? 1 : 0);
    const isLost = facing === END || last === END || relative.trust < 0;
    relative.position = isLost ? 0 : relative.position + 1;
  }

  #search(symbols: Uint8Array, length: number): void {
    const places = this.#places;
    const first = PLACES * this.#seed(symbols, length);
    for (let at = first; at < first + PLACES && places[at]! > 0; at++) {
      const place = places[at]!;
      if (this.relatives.some(({ position }) => position === place)) continue;
      const score = this.#score(symbols, place, length);
      if (score >= MIN_SCORE) this.#consider(symbols, place, length, score);
    }
    places.copyWithin(first + 1, first, first + PLACES - 1);
    places[first] = length;
  }

  #seed(symbols: Uint8Array, length: number): number {
    let h = 0;
    for (const back of SEED_BACK) h = (h << 4) | this.#classes[symbols[length - back]!]!;
    return Math.imul(h, 0x9e3779b1) >>> (32 - SEED_BITS);
  }

  /** The best sum of similarities of what is before `place` and before `length`, any number of residues. */
  #score(symbols: Uint8Array, place: number, length: number): number {
    const similarities = this.#similarities;
    const most = Math.min(MAX_COMPARED, place);
    let score = 0;
    let best = 0;
    for (let back = 1; back <= most; back++) {
      const a = symbols[place - back]!;
      const b = symbols[length - back]!;
      if (a === END || b === END) break;
      score += similarities[(a << 5) | b]!;
      if (score > best) best = score;
      else if (score < best - MAX_FALL) break;
    }
    return best;
  }

  #consider(symbols: Uint8Array, place: number, length: number, score: number): void {
    const worths = this.relatives.map(({ position, trust }) =>
      position > 0 ? trust + MARGIN : NOBODY,
    );
    const worst = worths.indexOf(Math.min(...worths));
    const trust = Math.min(score, MAX_FIRST_TRUST);
    if (trust <= worths[worst]!) return;
    let agreed = 0;
    for (let back = Math.min(REMEMBERED, place); back >= 1; back--) {
      agreed = (agreed << 1) | (symbols[place - back] === symbols[length - back] ? 1 : 0);
    }
    this.relatives[worst] = { position: place, agreed, trust };
  }

  #sort(): void {
    const [first, second] = this.relatives as [Relative, Relative];
    if (rank(second) > rank(first)) {
      this.relatives[0] = second;
      this.relatives[1] = first;
    }
  }
}

function rank(relative: Relative): number {
  return relative.position > 0 ? countOnes(relative.agreed) : -1;
}

/** Number of bits set. */
export function countOnes(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
