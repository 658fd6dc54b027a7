/**
 * Random numbers for training, by a seed: mulberry32.
 */
export class SeededRandom {
  #state: number;

  /** @param seed and `stream`: different ones give unrelated numbers; any integers */
  constructor(seed: number, stream = 0) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b)) >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Numbers in [-size, size). */
  around(size: number, count: number): Float32Array {
    return Float32Array.from({ length: count }, () => (2 * this.next() - 1) * size);
  }
}
