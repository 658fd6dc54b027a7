/** Contexts of quality lines: docs/format-sequence.md, "Contexts". */
import { hash } from './logistic.mjs';

const LF = 10;

export class QualityContexts {
  count = 7;
  sets = [256, 256];
  firstWeight = 9000;
  rate = 3;
  #history;
  #place = 0;
  #change = 0;
  #sum = 0;

  constructor(history) {
    this.#history = history;
  }

  hashes(size) {
    const byte = (back) => (size >= back ? this.#history[size - back] : 0);
    const b1 = size === 0 ? LF : byte(1);
    const [b2, b3, b4] = [byte(2), byte(3), byte(4)];
    const place = this.#place;
    const change = this.#change;
    const mean = place === 0 ? 0 : Math.floor(this.#sum / place);
    const newest = b1 + 2 ** 8 * b2 + 2 ** 16 * Math.max(b3, b4);
    return [
      hash(1, b1),
      hash(2, b1 + 2 ** 8 * b2),
      hash(3, b1 + 2 ** 8 * Math.max(b2, b3) + 2 ** 16 * (place >> 2)),
      hash(4, b1 + 2 ** 8 * Math.min(change, 127)),
      hash(hash(5, b1), place),
      hash(hash(6, newest + 2 ** 24 * Math.min(change >> 4, 15)), place >> 4),
      hash(hash(7, b1 + 2 ** 8 * mean), place >> 3),
    ];
  }

  weightSets(partial) {
    return [partial, Math.min(this.#place, 255)];
  }

  add(byte, size) {
    if (byte === LF) {
      this.#place = 0;
      this.#change = 0;
      this.#sum = 0;
      return;
    }
    const last = this.#history[size - 2];
    if (this.#place > 0) this.#change = Math.min(this.#change + Math.abs(byte - last), 255);
    this.#sum += byte;
    this.#place++;
  }
}
