/**
 * Cuts a source anew, so that what follows does not depend on how it came.
 */
import { checkChunk, type ByteSource } from '@pmklc/container';
import { takeTurns, TURN_BYTES } from '../flow/in-turns.ts';

/**
 * Yields the bytes of `source` in pieces that end at every multiple of `size` bytes, at the borders and at the end,
 * none empty. A piece may be a view of a chunk of the source: it must be used before the next is asked for.
 *
 * @param borders offsets in bytes, ascending
 * @throws TypeError when the source yields something that is not a `Uint8Array`
 */
export async function* fixedPieces(
  source: ByteSource,
  size: number,
  borders: readonly number[] = [],
): AsyncGenerator<Uint8Array> {
  const cutter = new Cutter(size, borders);
  let taken = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    checkChunk(chunk);
    for (let from = 0; from < chunk.length;) {
      // Bytes that are all there would be taken apart without a break.
      if ((taken += size) >= TURN_BYTES) {
        await takeTurns();
        taken = 0;
      }
      const part = chunk.subarray(from, from + cutter.missing);
      from += part.length;
      const piece = cutter.add(part);
      if (piece !== undefined) yield piece;
    }
  }
  const rest = cutter.rest();
  if (rest.length > 0) yield rest;
}

/** Puts pieces together. */
class Cutter {
  readonly #size: number;
  readonly #borders: readonly number[];
  readonly #buffer: Uint8Array;
  #filled = 0;
  #nextBorder = 0;
  #start = 0;
  #length = 0;

  constructor(size: number, borders: readonly number[]) {
    this.#size = size;
    this.#borders = borders;
    this.#buffer = new Uint8Array(size);
    this.#begin();
  }

  /** Bytes until the piece is whole. */
  get missing(): number {
    return this.#length - this.#filled;
  }

  /** @param part as many bytes as are missing, or fewer @returns the piece when it is whole */
  add(part: Uint8Array): Uint8Array | undefined {
    const isAll = this.#filled === 0 && part.length === this.#length;
    if (!isAll) this.#buffer.set(part, this.#filled);
    this.#filled += part.length;
    if (this.#filled < this.#length) return undefined;
    const piece = isAll ? part : this.#buffer.subarray(0, this.#length);
    this.#start += this.#length;
    this.#begin();
    return piece;
  }

  /** Bytes of the piece at the end of the source. */
  rest(): Uint8Array {
    return this.#buffer.subarray(0, this.#filled);
  }

  #begin(): void {
    while (this.#borders[this.#nextBorder]! <= this.#start) this.#nextBorder++;
    const multiple = this.#size * (Math.floor(this.#start / this.#size) + 1);
    this.#length = Math.min(multiple, this.#borders[this.#nextBorder] ?? Infinity) - this.#start;
    this.#filled = 0;
  }
}
