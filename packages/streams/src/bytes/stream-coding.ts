/**
 * Ways to run the one path of coding of a stream: to encode all of it, to decode all of it, or to decode its beginning.
 */
import { PmklcError } from '@pmklc/core';
import type { BitCoder } from './bit-coder.ts';
import { BitDecoder, BitEncoder } from './bit-coder.ts';

/** A stream that is coded. */
export interface StreamCoding {
  /**
   * Codes all of it.
   * @throws PmklcError `truncated` or `corrupt` when it is decoded from what is not its code
   */
  run(): void;
  /** Bytes of the stream that were coded so far. */
  bytes(): Uint8Array;
}

/** The code of a stream. */
export function encode(begin: (coder: BitCoder) => StreamCoding): Uint8Array {
  const encoder = new BitEncoder();
  begin(encoder).run();
  return encoder.finish();
}

/**
 * The stream of which `code` is the code.
 * @throws PmklcError `truncated` or `corrupt`
 */
export function decode(code: Uint8Array, begin: (coder: BitCoder) => StreamCoding): Uint8Array {
  const decoder = new BitDecoder(code);
  const coding = begin(decoder);
  coding.run();
  if (!decoder.isExhausted) {
    throw new PmklcError('corrupt', 'bytes follow the code of a side stream');
  }
  return coding.bytes();
}

/** The first bytes of a stream whose code is cut off: those that are certain whatever followed. */
export function decodeTruncated(
  code: Uint8Array,
  begin: (coder: BitCoder) => StreamCoding,
): Uint8Array {
  const coding = begin(new BitDecoder(code, 0));
  try {
    coding.run();
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
  }
  return coding.bytes();
}
