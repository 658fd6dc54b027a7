/**
 * The two checksums: CRC-32 for what is damaged by chance, and half a SHA-256 over the original
 * bytes for the whole. 128 bits, because a whole virus genome packs to
 * 4.6 kB: 32 bytes of digest would be 0.7 % of it.
 */
import { checkBytes, equalBytes, PmklcError } from '@pmklc/core';
import { crc32 as crc32Of, Sha256 } from '@pmklc/core/checksums';
import { DIGEST_BYTES } from './format.ts';

/**
 * CRC-32 as in zlib, gzip and PNG.
 *
 * @param bytes the next part of the data
 * @param previous CRC of the parts before, 0 at first
 * @returns an integer in 0..2^32-1
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  checkBytes('bytes', bytes);
  return crc32Of(bytes, previous);
}

/** Digest of a stream of bytes: the first 16 bytes of its SHA-256. */
export class DigestStream {
  readonly #hash = new Sha256();

  /** Adds the next bytes. */
  update(chunk: Uint8Array): void {
    checkBytes('chunk', chunk);
    this.#hash.update(chunk);
  }

  /** The digest of all bytes so far, 16 bytes; more may follow. */
  digest(): Uint8Array {
    return this.#hash.digest().slice(0, DIGEST_BYTES);
  }

  /**
   * Compares with the digest that an archive's trailer holds.
   * @param expected 16 bytes
   * @throws PmklcError `checksum-mismatch` when the bytes so far are not the original ones
   */
  verify(expected: Uint8Array): void {
    checkBytes('expected', expected);
    if (!equalBytes(this.digest(), expected)) {
      throw new PmklcError('checksum-mismatch', 'the unpacked data is not what was packed');
    }
  }
}
