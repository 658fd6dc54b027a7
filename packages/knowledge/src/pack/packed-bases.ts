/**
 * Bases of a genome, two bits each, that are added as they are read: a byte each would be more than memory for some.
 */
import { checkBytes, PmklcError } from '@pmklc/core';
import { MAX_PACK_BASES } from './pack-limits.ts';

/** Bytes that are made room for at once. */
const CHUNK_BYTES = 2 ** 22;
const CHUNK_BASES = 4 * CHUNK_BYTES;

/** A sequence that grows: four bases a byte, the first in the lowest bits. */
export class PackedBases {
  readonly #chunks: Uint8Array[] = [];
  readonly #most: number;
  #length = 0;

  /** @param most bases that are taken, all together; default 2^33, more than a pack holds */
  constructor(most = MAX_PACK_BASES) {
    this.#most = most;
  }

  /** Bases so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds bases 0..3, one a byte.
   * @throws PmklcError `memory-limit` when they become more than are taken
   */
  append(bases: Uint8Array): void {
    checkBytes('bases', bases);
    if (this.#length + bases.length > this.#most) {
      const most = this.#most.toLocaleString('en');
      throw new PmklcError('memory-limit', `knowledge is made of at most ${most} bases`);
    }
    for (let from = 0; from < bases.length;) {
      const at = this.#length % CHUNK_BASES;
      if (at === 0) this.#chunks.push(new Uint8Array(CHUNK_BYTES));
      const part = bases.subarray(from, from + CHUNK_BASES - at);
      put(this.#chunks.at(-1)!, at, part);
      from += part.length;
      this.#length += part.length;
    }
  }

  /** Bases `start .. end - 1`, one a byte. */
  slice(start: number, end: number): Uint8Array {
    const last = Math.min(end, this.#length);
    const bases = new Uint8Array(Math.max(0, last - start));
    for (let i = 0; i < bases.length; i++) {
      const place = start + i;
      const inChunk = place % CHUNK_BASES;
      const four = this.#chunks[(place - inChunk) / CHUNK_BASES]![inChunk >> 2]!;
      bases[i] = (four >> (2 * (inChunk & 3))) & 3;
    }
    return bases;
  }

  /** Bases `start .. end - 1` as they are in a pack. @param start a multiple of 4 */
  packed(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(Math.ceil((end - start) / 4));
    for (let done = 0; done < bytes.length;) {
      const at = start / 4 + done;
      const inChunk = at % CHUNK_BYTES;
      const chunk = this.#chunks[(at - inChunk) / CHUNK_BYTES]!;
      const part = chunk.subarray(inChunk, inChunk + bytes.length - done);
      bytes.set(part, done);
      done += part.length;
    }
    // Bases that follow in the same byte are no part of it.
    const rest = (end - start) % 4;
    if (rest > 0) bytes[bytes.length - 1]! &= (1 << (2 * rest)) - 1;
    return bytes;
  }
}

function put(chunk: Uint8Array, at: number, bases: Uint8Array): void {
  for (let i = 0; i < bases.length; i++) {
    chunk[(at + i) >> 2]! |= (bases[i]! & 3) << (2 * ((at + i) & 3));
  }
}
