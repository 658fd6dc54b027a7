/**
 * A private network (SPrM): trained on the bases of a partition, stored in front of its payload, and one more
 * expert of its model. Format: docs/format/knowledge.md, "Private networks".
 */
import type { Base, Frequencies, Predictor } from '@pmklc/core';
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { brotliCompress, brotliDecompress } from '@pmklc/core/brotli';
import { softmax } from '@pmklc/mixer';
import { BaseHistory, decodeWeights, FrozenNetwork, type NetworkWeights } from '@pmklc/models';

/** An entry of a header that names one: this, then a varint; names of packs are longer. */
const KIND = 1;
const MAX_ENTRY_BYTES = 7;
/** Weights may take so many bytes when unpacked. */
const MAX_WEIGHT_BYTES = 2 ** 20;

/** @param weights from `encodeWeights` */
export function packWeights(weights: Uint8Array): Uint8Array {
  return new Uint8Array(brotliCompress(weights, { quality: 11 }));
}

/** Entry of a header for packed weights. */
export function encodePrivate(packed: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(KIND);
  writer.varint(packed.length);
  return writer.toUint8Array();
}

/** Bytes of the weights in front of a payload, 0 where there are none. @throws PmklcError `corrupt` */
export function privateBytes(knowledge: readonly Uint8Array[]): number {
  const entries = knowledge.filter(isPrivate);
  if (entries.length === 0) return 0;
  const reader = new ByteReader(entries[0]!);
  const bytes = reader.u8() === KIND && entries.length === 1 ? reader.varint() : 0;
  if (bytes > 0 && reader.remaining === 0) return bytes;
  throw new PmklcError('corrupt', 'a header names private networks in a way that no encoder does');
}

/** Whether an entry of a header is about a private network. */
export function isPrivate(entry: Uint8Array): boolean {
  return entry.length <= MAX_ENTRY_BYTES;
}

/**
 * @param packed from `packWeights`
 * @throws PmklcError `corrupt` or `truncated`
 */
export function unpackWeights(packed: Uint8Array): NetworkWeights {
  const what = 'a private network';
  let weights: Uint8Array;
  try {
    weights = brotliDecompress(packed, { what, limitBytes: MAX_WEIGHT_BYTES });
  } catch (cause) {
    throw new PmklcError('corrupt', `${what} cannot be unpacked`, { cause });
  }
  return decodeWeights(weights);
}

/** The network as the predictor that `createModelCoder` joins to the experts. */
export class PrivatePredictor implements Predictor {
  readonly #history = new BaseHistory();
  readonly #network: FrozenNetwork;

  /** @throws RangeError for weights that the format does not allow */
  constructor(weights: NetworkWeights) {
    this.#network = new FrozenNetwork(this.#history, weights);
  }

  predict(out: Frequencies): void {
    this.#network.predict();
    softmax(this.#network.logits, out);
  }

  update(base: Base): void {
    this.#history.append(base);
  }
}
