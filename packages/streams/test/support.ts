/** Unpacking of what may be damaged. */
import { PmklcError } from '@pmklc/core';
import { unpackStream } from '@pmklc/streams';

/** The bytes unpacked, or the code of the error. */
export function tryUnpack(packed: Uint8Array, limit: number): Uint8Array | string {
  try {
    return unpackStream(packed, limit);
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
    return error.code;
  }
}
