/**
 * SHA-256 and CRC-32 of Node itself, which are in machine code: 1 GB/s and more.
 */
import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';

/**
 * CRC-32 as in zlib, gzip and PNG.
 * @param previous CRC of the parts before, 0 at first
 * @returns an integer in 0..2^32-1
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return zlibCrc32(bytes, previous);
}

/** SHA-256 of a stream of bytes. */
export class Sha256 {
  readonly #hash = createHash('sha256');

  /** Adds the next bytes. */
  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  /** The hash of all bytes so far, 32 bytes; more may follow. */
  digest(): Uint8Array {
    return new Uint8Array(this.#hash.copy().digest());
  }
}
