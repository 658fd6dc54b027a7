/**
 * The weights of a token network that was trained beforehand, in the integers that it computes with.
 * As bytes: docs/format/model.md, "Static token networks".
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { checkNetworks } from './check-networks.ts';
import { tokensOf, type NetworkConfig, type View } from './network-config.ts';
import type { NetworkState } from './network-state.ts';

/** Shape of a token network: what it sees, and how wide it is. */
export type NetworkShape = Pick<NetworkConfig, 'hidden' | 'views'>;

/** A token network at rest. */
export interface NetworkWeights {
  readonly shape: NetworkShape;
  /** [view][row][token][unit], Q12. */
  readonly rows: Int16Array;
  /** [unit], Q12. */
  readonly bias: Int16Array;
  /** [base][unit], Q12 in -16383..16383. */
  readonly outputs: Int16Array;
  /** [base], Q10 in -4095..4095. */
  readonly outputBiases: Int16Array;
}

/** The largest weight of the output layer: 4 in Q12, less one. */
export const OUTPUT_LIMIT = 16383;
/** The largest bias of the output layer: 4 in Q10, less one. */
export const OUTPUT_BIAS_LIMIT = 4095;
/** Rows may be written as 8-bit numbers times a power of two up to this. */
const MAX_ROW_SHIFT = 8;

/** 0: rows are written in 16 bits; `1 + s`: in 8 bits, to be shifted left by `s`. */
const WIDE = 0;

/**
 * The shape as a configuration of a network that does not learn.
 * @throws RangeError when `NetworkConfig` does not allow the shape
 */
export function configOfShape({ hidden, views }: NetworkShape): NetworkConfig {
  const network = { hidden, views, rowRate: 1, outputRate: 1, invertedEvery: 0, joint: false };
  checkNetworks([network]);
  return network;
}

/** @throws RangeError when an array has the wrong length, or a weight is out of its range */
export function checkWeights(weights: NetworkWeights): void {
  const { shape, rows, bias, outputs, outputBiases } = weights;
  configOfShape(shape);
  const lengths = [rows.length, bias.length, outputs.length, outputBiases.length].join();
  const expected = lengthsOf(shape).join();
  if (lengths !== expected) throw new RangeError(`arrays of ${expected} weights, got ${lengths}`);
  checkSizes('an output weight', outputs, OUTPUT_LIMIT);
  checkSizes('an output bias', outputBiases, OUTPUT_BIAS_LIMIT);
}

function checkSizes(what: string, values: Int16Array, limit: number): void {
  const bad = values.find((value) => Math.abs(value) > limit);
  if (bad !== undefined) throw new RangeError(`${what} is at most ${limit} in size, got ${bad}`);
}

function lengthsOf(shape: NetworkShape): number[] {
  return [shape.hidden * tokensOf(shape), shape.hidden, 4 * shape.hidden, 4];
}

/** The weights of a network as they are now. */
export function weightsOf(network: NetworkState, { hidden, views }: NetworkShape): NetworkWeights {
  return {
    shape: { hidden, views },
    rows: network.hidden.rows.slice(),
    bias: network.hidden.bias.slice(),
    outputs: network.output.views.slice(),
    outputBiases: Int16Array.from(network.output.biases, (bias) => bias >> 14),
  };
}

/**
 * Writes weights as bytes. Rows are written in 8 bits where all of them are multiples of a power of two
 * that allow it.
 * @throws RangeError for weights that `checkWeights` refuses
 */
export function encodeWeights(weights: NetworkWeights): Uint8Array {
  checkWeights(weights);
  const { shape, rows, bias, outputs, outputBiases } = weights;
  const writer = new ByteWriter();
  writer.varint(shape.hidden);
  writer.varint(shape.views.length);
  for (const { stride, k, count } of shape.views) {
    for (const x of [stride, k, count]) writer.varint(x);
  }
  const shift = narrowShift(rows);
  writer.varint(shift === undefined ? WIDE : 1 + shift);
  if (shift === undefined) writer.bytes(toPlanes(rows));
  else writer.bytes(Uint8Array.from(rows, (weight) => weight >> shift));
  for (const values of [bias, outputs, outputBiases]) writer.bytes(toPlanes(values));
  return writer.toUint8Array();
}

/** The smallest shift after which all weights are 8-bit numbers and none has lost anything. */
function narrowShift(rows: Int16Array): number | undefined {
  let ones = 0;
  let size = 0;
  for (const weight of rows) {
    ones |= weight;
    size |= weight < 0 ? ~weight : weight;
  }
  for (let shift = 0; shift <= MAX_ROW_SHIFT; shift++) {
    if (size >> shift < 128) return (ones & ((1 << shift) - 1)) === 0 ? shift : undefined;
  }
  return undefined;
}

/** @throws PmklcError `truncated` or `corrupt` when `encodeWeights` did not make the bytes */
export function decodeWeights(bytes: Uint8Array): NetworkWeights {
  const reader = new ByteReader(bytes);
  const shape = readShape(reader);
  const [rowCount, ...counts] = lengthsOf(shape);
  const rows = readRows(reader, rowCount);
  const [bias, outputs, outputBiases] = counts.map((n) => fromPlanes(reader.bytes(2 * n)));
  const weights = { shape, rows, bias, outputs, outputBiases };
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the weights');
  asCorrupt(() => checkWeights(weights));
  return weights;
}

function readShape(reader: ByteReader): NetworkShape {
  const hidden = reader.varint();
  const viewCount = reader.varint();
  if (viewCount > 256) throw new PmklcError('corrupt', `a network of ${viewCount} views`);
  const views = Array.from({ length: viewCount }, readView);
  asCorrupt(() => configOfShape({ hidden, views }));
  return { hidden, views };

  function readView(): View {
    return { stride: reader.varint(), k: reader.varint(), count: reader.varint() };
  }
}

function readRows(reader: ByteReader, count: number): Int16Array {
  const width = reader.varint();
  if (width === WIDE) return fromPlanes(reader.bytes(2 * count));
  if (width > 1 + MAX_ROW_SHIFT) throw new PmklcError('corrupt', `weights of the kind ${width}`);
  return Int16Array.from(reader.bytes(count), (byte) => ((byte << 24) >> 24) << (width - 1));
}

function asCorrupt(check: () => unknown): void {
  try {
    check();
  } catch (error) {
    throw new PmklcError('corrupt', `static network: ${(error as Error).message}`);
  }
}

/** All low bytes, then all high bytes: those compress well, being small. */
function toPlanes(values: Int16Array): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  values.forEach((value, i) => {
    bytes[i] = value;
    bytes[values.length + i] = value >> 8;
  });
  return bytes;
}

function fromPlanes(bytes: Uint8Array): Int16Array {
  const count = bytes.length / 2;
  return Int16Array.from({ length: count }, (_, i) => bytes[i] | (bytes[count + i] << 8));
}
