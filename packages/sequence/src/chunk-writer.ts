/**
 * Output in chunks of bounded size, of a length that is known beforehand.
 */
import { PmklcError } from '@pmklc/core';

/** Largest chunk that a join yields. */
export const CHUNK_BYTES = 1 << 20;

export class ChunkWriter {
  /** The chunk being filled. */
  bytes: Uint8Array;
  /** Bytes of the chunk in use. */
  length = 0;
  /** Bytes to come after the chunk being filled. */
  #after: number;
  readonly #chunkBytes: number;

  /**
   * @param total bytes to be written in all; more is an error, and so is less
   * @param chunkBytes in a chunk, but for the last
   */
  constructor(total: number, chunkBytes = CHUNK_BYTES) {
    this.#chunkBytes = chunkBytes;
    this.bytes = new Uint8Array(Math.min(total, chunkBytes));
    this.#after = total - this.bytes.length;
  }

  /** Bytes that the chunk can still take. */
  get room(): number {
    return this.bytes.length - this.length;
  }

  /** Bytes that all chunks together can still take. */
  get roomInAll(): number {
    return this.room + this.#after;
  }

  /** Appends one byte; there must be room. */
  push(byte: number): void {
    this.bytes[this.length++] = byte;
  }

  /** Appends `source[start, end)` as far as there is room, and returns where it stopped. */
  write(source: Uint8Array, start: number, end: number): number {
    const n = Math.min(end - start, this.room);
    this.bytes.set(source.subarray(start, start + n), this.length);
    this.length += n;
    return start + n;
  }

  /**
   * Hands out the full chunk and begins the next one.
   * @throws PmklcError `corrupt` when all bytes were written
   */
  take(): Uint8Array {
    if (this.#after === 0)
      throw new PmklcError('corrupt', 'side streams make more bytes than the block has');
    const full = this.bytes;
    this.bytes = new Uint8Array(Math.min(this.#after, this.#chunkBytes));
    this.#after -= this.bytes.length;
    this.length = 0;
    return full;
  }

  /**
   * Hands out the last chunk.
   * @throws PmklcError `corrupt` when bytes are missing
   */
  takeLast(): Uint8Array {
    if (this.roomInAll > 0) {
      throw new PmklcError(
        'corrupt',
        `side streams make ${this.roomInAll} bytes less than the block has`,
      );
    }
    return this.bytes;
  }
}
