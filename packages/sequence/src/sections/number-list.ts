/**
 * Growing list of unsigned 32-bit integers: four bytes each, where an array of numbers takes eight or more.
 */
const FIRST_CAPACITY = 16;

export class NumberList {
  #values = new Uint32Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The `i`-th value, `i` in `0..length-1`. */
  at(i: number): number {
    return this.#values[i]!;
  }

  /** Replaces the `i`-th value. */
  set(i: number, value: number): void {
    this.#values[i] = value;
  }

  /** Appends `value`, an integer in 0..2^32-1. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** Forgets all values, keeps the storage. */
  clear(): void {
    this.#length = 0;
  }
}
