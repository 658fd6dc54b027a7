/**
 * SHA-256 and CRC-32 where there is no Node. A browser's own SHA-256 cannot be given a stream, and it has no CRC-32.
 *
 * SHA-256 is of `@noble/hashes`, audited and without dependencies; CRC-32 is of `crc-32`, which takes eight bytes at a
 * time.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import crc from 'crc-32';

/**
 * CRC-32 as in zlib, gzip and PNG.
 * @param previous CRC of the parts before, 0 at first
 * @returns an integer in 0..2^32-1
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return crc.buf(bytes, previous) >>> 0;
}

/** SHA-256 of a stream of bytes. */
export class Sha256 {
  readonly #hash = sha256.create();

  /** Adds the next bytes. */
  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  /** The hash of all bytes so far, 32 bytes; more may follow. */
  digest(): Uint8Array {
    return this.#hash.clone().digest();
  }
}
