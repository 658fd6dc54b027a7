/**
 * The bytes that a search has come to. They are kept: a search looks at each of them several times, and reading
 * anew for every place where a frame might start took 7 s for 94 KiB of bases.
 */
import type { RandomAccessSource } from './file-source.ts';

const WINDOW_BYTES = 2 ** 16;

export class SearchWindow implements RandomAccessSource {
  readonly size: number;
  readonly #source: RandomAccessSource;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(source: RandomAccessSource) {
    this.size = source.size;
    this.#source = source;
  }

  /** Exactly `length` bytes from `offset`; those outside of the window are not kept. */
  read(offset: number, length: number): Promise<Uint8Array> | Uint8Array {
    const from = offset - this.#start;
    const isInside = from >= 0 && from + length <= this.#bytes.length;
    return isInside ? this.#bytes.subarray(from, from + length) : this.#source.read(offset, length);
  }

  /** The bytes from `at` on, `least` of them or more, or all that there are; moves the window if need be. */
  async lookAhead(at: number, least: number): Promise<Uint8Array> {
    const end = this.#start + this.#bytes.length;
    const isInside = at >= this.#start && Math.min(at + least, this.size) <= end;
    if (!isInside) {
      this.#bytes = await this.#source.read(at, Math.min(WINDOW_BYTES, this.size - at));
      this.#start = at;
    }
    return this.#bytes.subarray(at - this.#start);
  }
}
