/**
 * Contexts for lines of names: what precedes, the word, and the same place in the line before.
 *
 * Lines are cut into fields at every byte that is no letter or digit. In `EC:1:100:3070` below
 * `EC:1:99:2214`, field and place within it find the characters that count on.
 */
import type { ContextSet } from '../bytes/context-set.ts';
import { hash } from '../bytes/hash.ts';
import { endsField, LAST_FIELD } from './name-fields.ts';

const LF = 10;

export class TextContexts implements ContextSet {
  readonly count = 8;
  readonly weightSets = [256, 256] as const;
  /** Starts of the fields of the line before, then its end; the same of this line. */
  #before = new Int32Array(LAST_FIELD + 2);
  #current = new Int32Array(LAST_FIELD + 2);
  #fieldsBefore = 0;
  #field = 0;
  #place = 0;
  #word = 0;
  /** Whether the field so far is the same as in the line before. */
  #isSame = true;
  #lastAbove = -1;

  next(bytes: Uint8Array, length: number, hashes: Int32Array): void {
    const at = (back: number): number => (length >= back ? bytes[length - back]! : 0);
    const last = length > 0 ? at(1) : LF;
    if (length > 0) this.#advance(bytes, last, length);
    const last3 = last | (at(2) << 8) | (at(3) << 16);
    const above = this.#above(length);
    this.#lastAbove = above;
    const same = this.#isSame ? 1 << 30 : 0;
    const isAbove = above >= 0;
    const aboveByte = isAbove ? bytes[above]! : 0;
    const aboveNext = isAbove ? bytes[above + 1]! : 0;
    hashes[0] = hash(1, 0);
    hashes[1] = hash(2, last);
    hashes[2] = hash(3, last3 & 0xffff);
    hashes[3] = hash(4, last3);
    hashes[4] = hash(hash(5, last3 | (at(4) << 24)), at(5) | (at(6) << 8));
    hashes[5] = hash(hash(6, this.#word), this.#field);
    hashes[6] = hash(7, this.#field | (aboveByte << 8) | (Math.min(this.#place, 15) << 16) | same);
    hashes[7] = hash(
      8 + (same >>> 26),
      this.#field | (aboveByte << 8) | (aboveNext << 16) | (last << 24),
    );
  }

  firstSet(partial: number): number {
    return partial;
  }

  secondSet(): number {
    const same = this.#isSame ? 1 : 0;
    return same | (Math.min(this.#place, 15) << 1) | (Math.min(this.#field, 7) << 5);
  }

  #advance(bytes: Uint8Array, last: number, length: number): void {
    const above = this.#lastAbove;
    this.#isSame = this.#isSame && above >= 0 && bytes[above] === last;
    this.#place++;
    this.#word = hash(this.#word, last);
    if (last === LF) {
      this.#current[this.#field + 1] = length;
      [this.#before, this.#current] = [this.#current, this.#before];
      this.#fieldsBefore = this.#field + 1;
      this.#beginField(0, length);
    } else if (endsField(last, this.#field)) {
      this.#beginField(this.#field + 1, length);
    }
  }

  #beginField(field: number, start: number): void {
    this.#current[field] = start;
    this.#field = field;
    this.#place = this.#word = 0;
    this.#isSame = true;
  }

  /** Position of the byte in the same place of the same field of the line before, -1 for none. */
  #above(length: number): number {
    if (this.#field >= this.#fieldsBefore) return -1;
    const position = this.#before[this.#field]! + this.#place;
    return position < this.#before[this.#field + 1]! && position < length - 1 ? position : -1;
  }
}
