/**
 * Places in the history where spaced seeds ended: the last two places of each, without chains or
 * checks. Arithmetic: docs/format/model.md, "Repeat pool".
 */
import type { SeedConfig } from './repeat-config.ts';
import type { BaseHistory } from '../history/base-history.ts';
import { productHigh } from '../history/integers.ts';

/** A table of places in all lanes, found by the bases that a seed looks at. Different seeds may share an entry. */
export class SeedPlaces {
  /** Bases that the seed spans. */
  readonly span: number;
  /** Two places an entry, the newer first: the number of bases known then; 0 for none. */
  readonly places: Int32Array;
  /** Two bits for each base that counts. */
  readonly #seedHigh: number;
  readonly #seedLow: number;
  readonly #placeBits: number;

  constructor({ pattern, placeBits }: SeedConfig) {
    const bits = Array.from(pattern, (digit, i) => (digit === '1' ? 3 << ((2 * i) % 32) : 0));
    this.span = pattern.lastIndexOf('1') + 1;
    this.#seedLow = bits.slice(0, 16).reduce((mask, bit) => mask | bit, 0);
    this.#seedHigh = bits.slice(16).reduce((mask, bit) => mask | bit, 0);
    this.#placeBits = placeBits;
    this.places = new Int32Array(2 * 2 ** placeBits);
  }

  /** Index into `places` of the newest bases under the seed. */
  entryOfRecent(history: BaseHistory): number {
    return this.#entryOf(history.recentHigh, history.recentLow);
  }

  /** Entry of the reverse complement of the newest `span` bases. */
  entryOfReversed({ reversedHigh, reversedLow }: BaseHistory): number {
    const shift = 64 - 2 * this.span;
    if (shift >= 32) return this.#entryOf(0, reversedHigh >>> (shift - 32));
    if (shift === 0) return this.#entryOf(reversedHigh, reversedLow);
    const low = (reversedLow >>> shift) | (reversedHigh << (32 - shift));
    return this.#entryOf(reversedHigh >>> shift, low);
  }

  /** The newest place becomes `place`, the one before stays as the second. */
  remember(entry: number, place: number): void {
    this.places[entry + 1] = this.places[entry];
    this.places[entry] = place;
  }

  /** The highest bits of the 64-bit product: they are in its upper half, since placeBits <= 26. */
  #entryOf(high: number, low: number): number {
    high &= this.#seedHigh;
    low &= this.#seedLow;
    return 2 * (productHigh(high, low) >>> (32 - this.#placeBits));
  }
}
