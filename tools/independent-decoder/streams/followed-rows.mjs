/** Two rows that agree with the one that is decoded: docs/format/sequence.md, "Followed rows". */
import { hash } from './logistic.mjs';

const NONE = () => ({ row: undefined, agreed: 0 });

export class FollowedRows {
  first = NONE();
  second = NONE();
  #history;
  #places;
  #slots = new Map();

  constructor(history, places) {
    this.#history = history;
    this.#places = places;
  }

  /** Takes in a byte in columns, before the place moves on. */
  add(byte) {
    for (const followed of [this.first, this.second]) {
      if (followed.row === undefined) continue;
      followed.agreed = (followed.agreed << 1) | (followed.had === byte ? 1 : 0);
    }
  }

  begin(above) {
    const { row } = this.first;
    this.second = { row, agreed: row === undefined ? 0 : 0xfff };
    this.first = { row: above, agreed: 0xffff };
  }

  /** Looks for a better row before the byte after `size` known ones. */
  next(size, column) {
    if (this.#places.place >= 8 && size >= 8) this.#search(size, column);
    if (ones(this.second.agreed) > ones(this.first.agreed)) {
      [this.first, this.second] = [this.second, this.first];
    }
    for (const followed of [this.first, this.second]) {
      followed.had = this.#places.has(followed.row);
    }
  }

  #search(size, column) {
    let x = column;
    for (let i = size - 8; i < size; i++) {
      x = (Math.imul(x ^ this.#history[i], 0x2f0b4c47) + 0x1234567) | 0;
    }
    const slot = hash(x, 0) >>> 14;
    const row = this.#slots.get(slot);
    this.#slots.set(slot, this.#places.start);
    if (row === undefined || row >= this.#places.start || this.first.agreed === -1) return;
    if (row === this.first.row || row === this.second.row) return;
    const agreed = this.#agreement(size, row);
    const [a, b] = [ones(this.first.agreed), ones(this.second.agreed)];
    if (a < b && ones(agreed) > a) this.first = { row, agreed };
    else if (a >= b && ones(agreed) > b) this.second = { row, agreed };
  }

  #agreement(size, row) {
    const { place } = this.#places;
    let agreed = 0;
    for (let n = 1; n <= Math.min(32, place); n++) {
      const at = row + place - n;
      if (at >= 0 && this.#history[at] === this.#history[size - n]) agreed |= 1 << (n - 1);
    }
    return agreed;
  }
}

export function ones(bits) {
  return (bits >>> 0).toString(2).replaceAll('0', '').length;
}
