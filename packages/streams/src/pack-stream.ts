/**
 * Compresses one side stream: stored, with Node's own Brotli, or with a model of our own,
 * whichever is smallest. The first byte says which. Layout: docs/format/sequence.md, "Packed streams".
 */
import { ByteWriter, checkBytes, finishSteps, type Steps } from '@pmklc/core';
import { brotliCompress } from '@pmklc/core/brotli';
import type { Effort, StreamContent } from './choose-model.ts';
import { chooseModels, encodeSample, SAMPLE_BYTES } from './choose-model.ts';
import {
  BROTLI,
  FIRST_MODELLED,
  LONG,
  MAX_MODELLED_BYTES,
  METHOD_BITS,
  METHODS,
  NAMES,
  PROTEINS,
  ROWS,
  STORED,
} from './packed-methods.ts';
import type { ProteinLayout } from './proteins/protein-layout.ts';
import type { RowLayout } from './rows/row-layout.ts';
import type { Model } from './stream-coder.ts';
import { encodeInSteps } from './wasm/wasm-coder.ts';

/** Shorter streams are not worth a try with a model. */
const MIN_MODELLED_BYTES = 4;
/** Longer streams of anything are modelled only if that makes their sample a tenth smaller, for it takes 0.7 s/MB. */
const MAX_FREELY_MODELLED_BYTES = 8 << 20;
/** Up to this length Brotli 11 (2 s/MB) is tried, beyond it a fast one (0.02 s/MB), which finds repeats far apart. */
const MAX_SLOW_BROTLI_BYTES = 1 << 12;
const FAST_QUALITY = 5;

/** Options of packing: the content of the stream, and how hard to try. */
export interface PackOptions {
  /** Content of the stream. Default: `anything`. Another content than said is packed, but not as small. */
  readonly content?: StreamContent;
  /** Rows of an alignment that the stream is, with nothing between them. It has no other content then. */
  readonly rows?: RowLayout;
  /**
   * `small` (default), or `fast`: qualities take a tenth less time and 0.1 % more room, names up to half the time and 3 % more; or `least`:
   * besides, short streams take a fifth of the time, and up to a tenth more room.
   */
  readonly effort?: Effort;
  /** Whether every second line of qualities is of the mate of the one before. Default: false. */
  readonly areMates?: boolean;
}

/** Packs `bytes`; the result is at most one byte longer. */
export function packStream(bytes: Uint8Array, options: PackOptions = {}): Uint8Array {
  return finishSteps(packStreamInSteps(bytes, options));
}

/** As `packStream`, in steps; Brotli's are as long as its input takes, 0.1 s/MB at most. */
export function* packStreamInSteps(
  bytes: Uint8Array,
  options: PackOptions = {},
): Steps<Uint8Array> {
  checkBytes('bytes', bytes);
  let best = withMethod(STORED, bytes);
  for (const packed of candidates(bytes, options)) {
    if (packed !== undefined && packed.length < best.length) best = packed;
    yield;
  }
  return best;
}

/** Ways to pack, and `undefined` between the steps of finding them. */
function* candidates(
  bytes: Uint8Array,
  { content = 'anything', effort = 'small', areMates = false, rows }: PackOptions,
): Generator<Uint8Array | undefined, void, undefined> {
  if (bytes.length <= MAX_SLOW_BROTLI_BYTES) {
    yield withMethod(BROTLI, brotli(bytes, 11));
    if (effort !== 'least') yield withMethod(BROTLI, brotli(bytes, 11, true));
  }
  const isModelled = bytes.length >= MIN_MODELLED_BYTES && bytes.length <= MAX_MODELLED_BYTES;
  if (isModelled && rows !== undefined) {
    const model: Model = { method: 'rows', layout: rows };
    return yield pack(model, bytes.length, yield* encodeInSteps(model, bytes));
  }
  const models = isModelled ? chooseModels(bytes, content, { effort, areMates }) : [];
  if (content === 'anything' && bytes.length > MAX_SLOW_BROTLI_BYTES && !areProteins(models)) {
    yield withMethod(BROTLI, brotli(bytes, isModelled ? FAST_QUALITY : 9));
  }
  for (const model of models) {
    if (content === 'anything' && !isWorthIt(bytes, model)) continue;
    yield pack(model, bytes.length, yield* encodeInSteps(model, bytes));
  }
}

/** Whether proteins were found, which Brotli never makes smaller. */
function areProteins(models: readonly Model[]): boolean {
  return models.length === 1 && models[0]!.method === 'proteins';
}

/** Whether a model is better than Brotli by enough for its time. */
function isWorthIt(bytes: Uint8Array, model: Model): boolean {
  if (bytes.length <= MAX_FREELY_MODELLED_BYTES) return true;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  return 10 * encodeSample(model, sample).length < 9 * brotli(sample, 9).length;
}

/** Puts before the `code` of `length` bytes what a reader must know. */
function pack(model: Model, length: number, code: Uint8Array): Uint8Array {
  switch (model.method) {
    case 'proteins':
      return withProteinLayout(model.layout, length, code);
    case 'rows':
      return withRowLayout(model.layout, length, code);
    case 'names':
      return withLength(length, code);
    default:
      return withKind(model.method, length, code);
  }
}

function withLength(length: number, code: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(NAMES);
  writer.varint(length);
  writer.bytes(code);
  return writer.toUint8Array();
}

function withProteinLayout(layout: ProteinLayout, length: number, code: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(PROTEINS);
  writer.varint(length);
  writer.varint(2 * layout.width + (layout.isCrLf ? 1 : 0));
  writer.bytes(code);
  return writer.toUint8Array();
}

function withRowLayout(layout: RowLayout, length: number, code: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(ROWS);
  writer.varint(length);
  writer.varint(layout.width);
  if (layout.width > 0) writer.varint(layout.first);
  writer.bytes(code);
  return writer.toUint8Array();
}

function withKind(
  kind: Exclude<Model['method'], 'names' | 'rows' | 'proteins'>,
  length: number,
  code: Uint8Array,
): Uint8Array {
  const writer = new ByteWriter();
  const method = FIRST_MODELLED + METHODS.indexOf(kind);
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
