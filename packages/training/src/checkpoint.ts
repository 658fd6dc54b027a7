/**
 * A training run at a point of time, from which it can go on; as bytes, to be kept in a file.
 */
import { ByteReader, ByteWriter, PmklcError } from '@pmklc/core';
import { PARAMETERS } from './float-network.ts';
import type { FloatWeights } from './float-weights.ts';

/** The cost at a point of a training run. */
export interface CurvePoint {
  readonly step: number;
  /** Mean cost of the batches since the last point, in bits a base. */
  readonly training: number;
  /** Cost of the bases that were held back, in bits a base. */
  readonly validation: number;
}

/** Everything that a run needs to go on where it was. */
export interface Checkpoint {
  /** Steps done. */
  readonly step: number;
  readonly seed: number;
  /** Weights now, and Adam's averages of their gradients and of the squares of these. */
  readonly weights: FloatWeights;
  readonly first: FloatWeights;
  readonly second: FloatWeights;
  /** The weights that validated best. */
  readonly best: FloatWeights;
  readonly curve: readonly CurvePoint[];
}

const MAGIC = [0x70, 0x6d, 0x6b, 0x63]; // "pmkc"
const SETS = ['weights', 'first', 'second', 'best'] as const;

/** The bytes that `decodeCheckpoint` reads. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of MAGIC) writer.u8(byte);
  writer.varint(checkpoint.step);
  writer.varint(checkpoint.seed);
  writer.varint(checkpoint.curve.length);
  const curve = checkpoint.curve.flatMap((p) => [p.step, p.training, p.validation]);
  writer.bytes(bytesOf(Float32Array.from(curve)));
  for (const name of PARAMETERS) writer.varint(checkpoint.weights[name].length);
  for (const set of SETS) {
    for (const name of PARAMETERS) writer.bytes(bytesOf(checkpoint[set][name]));
  }
  return writer.toUint8Array();
}

/** @throws PmklcError `bad-magic`, `truncated` or `corrupt` when `encodeCheckpoint` did not make it */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const reader = new ByteReader(bytes);
  if (MAGIC.some((byte) => reader.u8() !== byte)) {
    throw new PmklcError('bad-magic', 'this is not a checkpoint of a training run');
  }
  const step = reader.varint();
  const seed = reader.varint();
  const numbers = floatsOf(reader, 3 * reader.varint());
  const curve = Array.from({ length: numbers.length / 3 }, (_, i) => {
    const [at, training, validation] = numbers.subarray(3 * i, 3 * i + 3);
    return { step: at, training, validation };
  });
  const lengths = PARAMETERS.map(() => reader.varint());
  const readSet = () =>
    Object.fromEntries(
      PARAMETERS.map((name, i) => [name, floatsOf(reader, lengths[i])]),
    ) as FloatWeights;
  const [weights, first, second, best] = SETS.map(readSet);
  if (reader.remaining > 0) throw new PmklcError('corrupt', 'bytes follow the checkpoint');
  return { step, seed, weights, first, second, best, curve };
}

/** Little-endian, as all machines that TensorFlow.js runs on are. */
function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function floatsOf(reader: ByteReader, count: number): Float32Array {
  return new Float32Array(reader.bytes(4 * count).slice().buffer);
}
