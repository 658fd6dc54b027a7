/** Contexts of lists of numbers in columns: docs/format/sequence.md, "Contexts". */
import { hash } from './logistic.mjs';

export class TableContexts {
  count = 7;
  sets = [12, 1];
  firstWeight = 7864;
  rate = 3;
  #columns;
  #column = 0;
  #byte = 0;
  #head = 0;
  #third = 0;
  /** The heads of the last numbers, the newest first. */
  #heads;

  constructor(history, columns) {
    this.#columns = columns;
    this.#heads = Array(2 * columns).fill(0);
  }

  hashes() {
    const known = hash(this.#column + 2 ** 4 * this.#byte + 2 ** 8 * this.#head, this.#third);
    const back = (n) => this.#heads[n - 1] ?? 0;
    const left = back(1) & 255;
    const left2 = back(2) & 255;
    const up = back(this.#columns);
    const up2 = back(2 * this.#columns) & 255;
    return [
      hash(1, known),
      hash(hash(2, known), left),
      hash(hash(3, known), up & 255),
      hash(hash(4, known), (up & 255) + 2 ** 8 * up2),
      hash(hash(5, known), left + 2 ** 8 * left2),
      hash(hash(6, known), left + 2 ** 8 * (up & 255) + 2 ** 16 * left2),
      hash(hash(7, known), up),
    ];
  }

  weightSets() {
    return [4 * this.#column + Math.min(this.#byte, 3), 0];
  }

  add(byte) {
    if (this.#byte === 0) this.#head = byte;
    else if (this.#byte === 1) this.#head += 2 ** 8 * byte;
    else this.#third = byte;
    this.#byte++;
    if (this.#byte < sizeOf(this.#head & 255)) return;
    this.#heads = [this.#head, ...this.#heads.slice(0, -1)];
    this.#column = (this.#column + 1) % this.#columns;
    this.#byte = 0;
    this.#head = 0;
    this.#third = 0;
  }
}

/** Bytes of a number with a first byte. */
function sizeOf(first) {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  return first < 0xe0 ? 3 : 5;
}
