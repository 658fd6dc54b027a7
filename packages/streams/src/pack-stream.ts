/**
 * Compresses one side stream: stored, with Brotli, or with a model of our own,
 * whichever is smallest. The first byte says which. Layout: docs/format-sequence.md, "Packed streams".
 */
import {
  ByteReader,
  ByteWriter,
  checkBytes,
  finishSteps,
  PmklcError,
  type Steps,
} from '@pmklc/core';
import { brotliCompress, brotliDecompress } from '@pmklc/core/brotli';
import type { StreamKind } from './model-stream.ts';
import {
  decodeModelled,
  decodeModelledBeginning,
  encodeModelled,
  STREAM_KINDS,
} from './model-stream.ts';
import type { ProteinLayout } from './proteins/protein-layout.ts';
import { findProteinLayout } from './proteins/protein-layout.ts';
import {
  decodeProteinBeginning,
  decodeProteins,
  encodeProteins,
} from './proteins/protein-stream.ts';

/** The low three bits of the first byte. The kinds of modelled streams follow in order. */
const STORED = 0;
const BROTLI = 1;
const FIRST_MODELLED = 2;
const METHOD_BITS = 3;
/** The high five bits: length of a short modelled stream; or this, and a varint of what is beyond. */
const LONG = 31;
/** The first byte of streams of proteins: method 0, of which other numbers than 0 were free. */
const PROTEINS = 1 << METHOD_BITS;

/** Shorter streams are not worth a try with a model. */
const MIN_MODELLED_BYTES = 4;
/** The kind of a stream is chosen by so many of its first bytes. */
const SAMPLE_BYTES = 1 << 14;
/** Longer streams are modelled only if that makes their sample a tenth smaller, for it takes 1.7 s/MB. */
const MAX_FREELY_MODELLED_BYTES = 8 << 20;
/** Longer streams are never modelled. */
const MAX_MODELLED_BYTES = 256 << 20;
/** Up to this length Brotli 11 (2 s/MB) is tried, beyond it 9 (0.1 s/MB). */
const MAX_SLOW_BROTLI_BYTES = 1 << 16;
const FAST_QUALITY = 5;

/** How hard to try. */
export interface PackOptions {
  /** `small` (default): the smallest, at about 0.5 MB/s; `fast`: a low quality of Brotli, at about 50 MB/s. */
  readonly effort?: 'small' | 'fast';
}

/** Packs `bytes`; the result is at most one byte longer. */
export function packStream(bytes: Uint8Array, options: PackOptions = {}): Uint8Array {
  return finishSteps(packStreamInSteps(bytes, options));
}

/** As `packStream`, in steps; Brotli's are as long as its input takes, 0.1 s/MB. */
export function* packStreamInSteps(
  bytes: Uint8Array,
  options: PackOptions = {},
): Steps<Uint8Array> {
  checkBytes('bytes', bytes);
  let best = withMethod(STORED, bytes);
  for (const packed of candidates(bytes, options.effort ?? 'small')) {
    if (packed !== undefined && packed.length < best.length) best = packed;
    yield;
  }
  return best;
}

/** Ways to pack, and `undefined` between the steps of finding them. */
function* candidates(
  bytes: Uint8Array,
  effort: 'small' | 'fast',
): Generator<Uint8Array | undefined, void, undefined> {
  if (effort === 'fast') {
    yield withMethod(BROTLI, brotli(bytes, FAST_QUALITY));
    return;
  }
  if (bytes.length > MAX_SLOW_BROTLI_BYTES) {
    yield withMethod(BROTLI, brotli(bytes, 9));
  } else {
    yield withMethod(BROTLI, brotli(bytes, 11));
    yield withMethod(BROTLI, brotli(bytes, 11, true));
  }
  if (bytes.length < MIN_MODELLED_BYTES || bytes.length > MAX_MODELLED_BYTES) return;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const { model, code } = yield* chooseModel(bytes, sample);
  if (sample.length === bytes.length) return yield model.pack(bytes.length, code);
  const isWorthIt = 10 * code.length < 9 * brotli(sample, 9).length;
  if (bytes.length <= MAX_FREELY_MODELLED_BYTES || isWorthIt) {
    yield model.pack(bytes.length, yield* model.encode(bytes));
  }
}

interface Model {
  encode(this: void, bytes: Uint8Array): Steps<Uint8Array>;
  /** Puts before the `code` of `length` bytes what a reader must know. */
  pack(this: void, length: number, code: Uint8Array): Uint8Array;
}

/** The model that makes `sample`, the beginning of `bytes`, smallest, and what it makes of it. */
function* chooseModel(
  bytes: Uint8Array,
  sample: Uint8Array,
): Steps<{ model: Model; code: Uint8Array }> {
  const models = STREAM_KINDS.map((kind): Model => ({
    encode: (bytes) => encodeModelled(bytes, kind),
    pack: (length, code) => withKind(kind, length, code),
  }));
  // Nearly all streams are told apart by the sample, without reading all of them.
  const layout = findProteinLayout(sample) && findProteinLayout(bytes);
  if (layout !== undefined) {
    models.push({
      encode: (bytes) => encodeProteins(bytes, layout),
      pack: (length, code) => withProteinLayout(layout, length, code),
    });
  }
  const sizeOf = ({ model, code }: { model: Model; code: Uint8Array }): number =>
    model.pack(sample.length, code).length;
  const results = [];
  for (const model of models) results.push({ model, code: yield* model.encode(sample) });
  return results.reduce((best, next) => (sizeOf(next) < sizeOf(best) ? next : best));
}

function withProteinLayout(layout: ProteinLayout, length: number, code: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(PROTEINS);
  writer.varint(length);
  writer.varint(2 * layout.width + (layout.isCrLf ? 1 : 0));
  writer.bytes(code);
  return writer.toUint8Array();
}

function withKind(kind: StreamKind, length: number, code: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  const method = FIRST_MODELLED + STREAM_KINDS.indexOf(kind);
  writer.u8(method | (Math.min(length, LONG) << METHOD_BITS));
  if (length >= LONG) writer.varint(length - LONG);
  writer.bytes(code);
  return writer.toUint8Array();
}

function brotli(bytes: Uint8Array, quality: number, isText = false): Uint8Array {
  return brotliCompress(bytes, { quality, windowBits: 24, isText });
}

function withMethod(method: number, body: Uint8Array): Uint8Array {
  const packed = new Uint8Array(body.length + 1);
  packed[0] = method;
  packed.set(body, 1);
  return packed;
}

/**
 * Unpacks what {@link packStream} made.
 * @param limitBytes refuse to make more bytes than this, an integer >= 0
 * @throws PmklcError `truncated`, `corrupt`, or `memory-limit` when there are more than `limitBytes`
 */
export function unpackStream(packed: Uint8Array, limitBytes: number): Uint8Array {
  return finishSteps(unpackStreamInSteps(packed, limitBytes));
}

/** As `unpackStream`, in steps. */
export function* unpackStreamInSteps(packed: Uint8Array, limitBytes: number): Steps<Uint8Array> {
  checkBytes('packed', packed);
  const modelled = readModelled(packed, limitBytes);
  if (modelled !== undefined) {
    const { code, kind, length } = modelled;
    return yield* decodeModelled(code, kind, length);
  }
  const reader = new ByteReader(packed);
  const first = reader.u8();
  const method = first & ((1 << METHOD_BITS) - 1);
  const short = first >> METHOD_BITS;
  if (first === PROTEINS) {
    const { code, layout, length } = readProteins(reader, limitBytes);
    return yield* decodeProteins(code, layout, length);
  }
  if (short > 0) throw new PmklcError('corrupt', `unknown packing method ${first}`);
  const body = reader.bytes(reader.remaining);
  if (method === BROTLI) return unpackBrotli(body, limitBytes);
  checkLength(body.length, limitBytes);
  return body;
}

/** What a modelled stream says before its code. */
export interface ModelledStream {
  readonly kind: StreamKind;
  /** Bytes when unpacked. */
  readonly length: number;
  readonly code: Uint8Array;
}

/**
 * Undefined when the stream is packed in another way.
 * @throws PmklcError as {@link unpackStream}
 */
export function readModelled(packed: Uint8Array, limitBytes: number): ModelledStream | undefined {
  const reader = new ByteReader(packed);
  const first = reader.u8();
  const kind = STREAM_KINDS[(first & ((1 << METHOD_BITS) - 1)) - FIRST_MODELLED];
  if (kind === undefined) return undefined;
  const short = first >> METHOD_BITS;
  const length = short < LONG ? short : LONG + reader.varint();
  checkLength(length, limitBytes);
  return { kind, length, code: reader.bytes(reader.remaining) };
}

/**
 * The first bytes of a stream that is cut off: those that are certain whatever followed.
 * @param packed the beginning of what {@link packStream} made
 * @param limitBytes as for {@link unpackStream}; no more are made
 */
export function unpackBeginning(packed: Uint8Array, limitBytes: number): Uint8Array {
  try {
    return tryBeginning(packed, limitBytes);
  } catch (error) {
    // What stands before the code is cut off itself, or nonsense.
    if (error instanceof PmklcError) return new Uint8Array(0);
    throw error;
  }
}

function tryBeginning(packed: Uint8Array, limitBytes: number): Uint8Array {
  const modelled = readModelled(packed, limitBytes);
  if (modelled !== undefined) {
    const { code, kind, length } = modelled;
    return decodeModelledBeginning(code, kind, length);
  }
  const reader = new ByteReader(packed);
  const first = reader.u8();
  if (first === PROTEINS) {
    const { code, layout, length } = readProteins(reader, limitBytes);
    return decodeProteinBeginning(code, layout, length);
  }
  const body = reader.bytes(reader.remaining);
  if (first === STORED) return body.subarray(0, limitBytes);
  if (first !== BROTLI) throw new PmklcError('corrupt', `unknown packing method ${first}`);
  return unpackBrotli(body, limitBytes, true);
}

/** What a stream of proteins says before its code. */
function readProteins(reader: ByteReader, limitBytes: number) {
  const length = reader.varint();
  checkLength(length, limitBytes);
  const layout = reader.varint();
  const isCrLf = layout % 2 === 1;
  const width = (layout - (isCrLf ? 1 : 0)) / 2;
  return { code: reader.bytes(reader.remaining), layout: { width, isCrLf }, length };
}

function checkLength(length: number, limitBytes: number): void {
  if (length <= limitBytes) return;
  throw new PmklcError('memory-limit', `a side stream is longer than ${limitBytes} bytes`);
}

function unpackBrotli(body: Uint8Array, limitBytes: number, mayBeCut = false): Uint8Array {
  return brotliDecompress(body, { what: 'a side stream', limitBytes, mayBeCut });
}
