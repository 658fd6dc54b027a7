/** The longest match of the history with itself: docs/format/sequence.md, "Match". */
const LEAST = 5;
const MOST = 32;

export class Match {
  length = 0;
  #history;
  #position = 0;
  #ends = new Uint32Array(2 ** 16);

  constructor(history) {
    this.#history = history;
  }

  /** The byte that it expects, if its length is not 0. */
  get byte() {
    return this.#history[this.#position];
  }

  /** Moves on to the byte after the `size` bytes that are known. */
  advance(size) {
    if (size === 0) return;
    if (this.length > 0 && this.byte === this.#history[size - 1]) {
      this.length++;
      this.#position++;
    } else {
      this.length = 0;
    }
    if (size < LEAST) return;
    const slot = this.#slot(size);
    if (this.length === 0 && this.#ends[slot] > 0) this.#find(this.#ends[slot], size);
    this.#ends[slot] = size;
  }

  #slot(size) {
    let h = 0;
    for (let i = size - LEAST; i < size; i++) {
      h = (Math.imul(h ^ this.#history[i], 0x2f0b4c47) + 0x1234567) | 0;
    }
    return ((h >>> 16) ^ h) & 0xffff;
  }

  #find(end, size) {
    const history = this.#history;
    let length = 0;
    while (
      length < MOST &&
      length < end &&
      history[end - 1 - length] === history[size - 1 - length]
    ) {
      length++;
    }
    if (length < LEAST) return;
    this.length = length;
    this.#position = end;
  }
}
