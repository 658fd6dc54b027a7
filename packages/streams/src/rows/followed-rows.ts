/**
 * Two earlier rows that agree with the one that is coded: the first is the one that agreed in most of the last 32 places.
 *
 * The row above is a guess at the beginning of a row. Others are found by the eight last bytes, where a row had them in the same columns.
 */
import { hash } from '../bytes/hash.ts';
import { NONE, type RowPlaces } from './row-places.ts';

/** Bytes that find a row. With 12, as with 16, alignments take up to 0.5 % more. */
const SEED_BYTES = 8;
const TABLE_BITS = 18;
/** Agreement that a row is credited with at the beginning of another: the one above, and the one that it was most like. */
const ABOVE_AGREED = 0xffff;
const BEST_AGREED = 0xfff;
const ALL_AGREED = -1;

export class FollowedRows {
  /** Starts of the rows, or {@link NONE}. */
  readonly rows = Int32Array.of(NONE, NONE);
  /** Whether each had the same byte, one bit a place, the last place lowest. */
  readonly agreed = Int32Array.of(0, 0);
  /** Bytes that the rows have in the place that is next; 0 for none. */
  readonly bytes = Uint8Array.of(0, 0);
  /** Row that had the last seed of a hash, or {@link NONE}. */
  readonly #found = new Int32Array(1 << TABLE_BITS).fill(NONE);

  /** Takes note of the byte that came where {@link bytes} were expected. */
  learn(byte: number): void {
    const { rows, agreed, bytes } = this;
    for (let i = 0; i < 2; i++) {
      if (rows[i] !== NONE) agreed[i] = (agreed[i]! << 1) | (bytes[i] === byte ? 1 : 0);
    }
  }

  /** Begins a row: `above` is the start of the one before. */
  begin(above: number): void {
    const { rows, agreed } = this;
    const best = rows[0]!;
    rows[0] = above;
    agreed[0] = ABOVE_AGREED;
    rows[1] = best;
    agreed[1] = best === NONE ? 0 : BEST_AGREED;
  }

  /** Looks for better rows, and at what they have, for the byte after `history[0, length)`. */
  next(history: Uint8Array, length: number, places: RowPlaces, column: number): void {
    if (places.place >= SEED_BYTES && length >= SEED_BYTES) {
      this.#search(history, length, places, column);
    }
    const { rows, agreed } = this;
    if (countOnes(agreed[1]!) > countOnes(agreed[0]!)) {
      [rows[0], rows[1]] = [rows[1]!, rows[0]!];
      [agreed[0], agreed[1]] = [agreed[1]!, agreed[0]!];
    }
    for (let i = 0; i < 2; i++) this.bytes[i] = places.byteAt(history, rows[i]!);
  }

  #search(history: Uint8Array, length: number, places: RowPlaces, column: number): void {
    const { rows, agreed } = this;
    let seed = column;
    for (let i = length - SEED_BYTES; i < length; i++) {
      seed = (Math.imul(seed ^ history[i]!, 0x2f0b4c47) + 0x1234567) | 0;
    }
    const slot = hash(seed, 0) >>> (32 - TABLE_BITS);
    const row = this.#found[slot]!;
    this.#found[slot] = places.start;
    if (agreed[0] === ALL_AGREED || row >= places.start || row === rows[0] || row === rows[1]) {
      return;
    }
    const candidate = agreement(history, length, places, row);
    const worse = countOnes(agreed[1]!) <= countOnes(agreed[0]!) ? 1 : 0;
    if (countOnes(candidate) <= countOnes(agreed[worse]!)) return;
    rows[worse] = row;
    agreed[worse] = candidate;
  }
}

/** Agreement of the last 32 bytes with those of a row in the same columns; none before the beginnings of rows. */
function agreement(history: Uint8Array, length: number, { place }: RowPlaces, row: number): number {
  let agreed = 0;
  for (let back = Math.min(32, place); back > 0; back--) {
    const at = row + place - back;
    const isSame = at >= 0 && history[at] === history[length - back];
    agreed = (agreed << 1) | (isSame ? 1 : 0);
  }
  return agreed;
}

/** Number of ones among 32 bits. */
export function countOnes(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
