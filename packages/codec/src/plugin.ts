/**
 * Predictors of the user's own, and how an archive names them.
 */
import { fromHex, type Predictor } from '@pmklc/core';

/** A model that is not part of PMKLC: plain TypeScript that predicts one base after the other. */
export interface PredictorPlugin {
  /** Names it in the archive, 1..256 bytes of UTF-8. */
  readonly id: string;
  /** Hash of its parameters, 1..64 bytes in hexadecimal. Decoding needs the same id and hash. */
  readonly hash: string;
  /** A predictor in its initial state; called once per partition and direction. */
  create(): Predictor;
}

/**
 * The plug-in's hash as bytes.
 * @throws RangeError when it is not 1..64 bytes in hexadecimal, or the id is empty or too long
 */
export function pluginHash({ id, hash }: PredictorPlugin): Uint8Array {
  const idBytes = new TextEncoder().encode(id).length;
  if (idBytes < 1 || idBytes > 256) {
    throw new RangeError(`a predictor's id must have 1..256 bytes, got ${idBytes}`);
  }
  if (!/^([0-9a-f]{2}){1,64}$/i.test(hash)) {
    throw new RangeError(`a predictor's hash must be 1..64 bytes in hexadecimal, got "${hash}"`);
  }
  return fromHex(hash);
}
