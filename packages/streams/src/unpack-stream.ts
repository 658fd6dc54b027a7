/**
 * Unpacks what `packStream` made: all of it, or what is certain of a stream that is cut off.
 */
import { ByteReader, checkBytes, finishSteps, PmklcError, type Steps } from '@pmklc/core';
import { brotliDecompress } from '@pmklc/core/brotli';
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
import { LINES, type RowLayout } from './rows/row-layout.ts';
import { decodeStreamBeginning, type Method } from './stream-coder.ts';
import { decodeInSteps } from './wasm/wasm-coder.ts';

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
    const { method, code, length } = modelled;
    return yield* decodeInSteps(method, code, length);
  }
  const { isStored, body } = readUnmodelled(packed);
  if (!isStored) return unpackBrotli(body, limitBytes);
  checkLength(body.length, limitBytes);
  return body;
}

/**
 * The first bytes of a stream that is cut off: those that are certain whatever followed.
 * @param packed the beginning of what {@link packStream} made
 * @param limitBytes as for {@link unpackStream}; no more are made
 */
export function unpackBeginning(packed: Uint8Array, limitBytes: number): Uint8Array {
  checkBytes('packed', packed);
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
    const { method, code, length } = modelled;
    return decodeStreamBeginning(method, code, length);
  }
  const { isStored, body } = readUnmodelled(packed);
  if (isStored) return body.subarray(0, limitBytes);
  return unpackBrotli(body, limitBytes, true);
}

/** Methods that a first byte names of which other streams have the low bits, too. */
const NAMED_METHODS: Readonly<Record<number, Method['method']>> = {
  [NAMES]: 'names',
  [PROTEINS]: 'proteins',
  [ROWS]: 'rows',
};

/** Whether a packed stream holds titles and proteins. */
export function holdsProteins(packed: Uint8Array): boolean {
  return packed[0] === PROTEINS;
}

/** Parts of a modelled stream: the method and length that it says before its code, and the code. */
export interface ModelledStream {
  readonly method: Method;
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
  const kind = METHODS[(first & ((1 << METHOD_BITS) - 1)) - FIRST_MODELLED];
  const named = kind ?? NAMED_METHODS[first];
  if (named === undefined) return undefined;
  const short = first >> METHOD_BITS;
  const isShort = kind !== undefined && short < LONG;
  const length = isShort ? short : (kind === undefined ? 0 : LONG) + reader.varint();
  checkLength(length, limitBytes);
  if (length > MAX_MODELLED_BYTES) {
    throw new PmklcError('corrupt', `a modelled side stream of ${length} bytes`);
  }
  const method = readMethod(reader, named);
  return { method, length, code: reader.bytes(reader.remaining) };
}

function readMethod(reader: ByteReader, method: Method['method']): Method {
  switch (method) {
    case 'proteins':
      return { method, layout: readProteinLayout(reader) };
    case 'rows':
      return { method, layout: readRowLayout(reader) };
    default:
      return { method };
  }
}

function readRowLayout(reader: ByteReader): RowLayout {
  const width = reader.varint();
  if (width === 0) return LINES;
  const first = reader.varint();
  if (width > MAX_MODELLED_BYTES || first === 0 || first > width) {
    throw new PmklcError('corrupt', `a side stream of rows of ${first} and ${width} bytes`);
  }
  return { width, first };
}

function readProteinLayout(reader: ByteReader): ProteinLayout {
  const layout = reader.varint();
  const isCrLf = layout % 2 === 1;
  return { width: (layout - (isCrLf ? 1 : 0)) / 2, isCrLf };
}

/** Body of a stream that is stored or packed with Brotli. */
function readUnmodelled(packed: Uint8Array): { isStored: boolean; body: Uint8Array } {
  const reader = new ByteReader(packed);
  const first = reader.u8();
  if (first !== STORED && first !== BROTLI) {
    throw new PmklcError('corrupt', `unknown packing method ${first}`);
  }
  return { isStored: first === STORED, body: reader.bytes(reader.remaining) };
}

function checkLength(length: number, limitBytes: number): void {
  if (length <= limitBytes) return;
  throw new PmklcError('memory-limit', `a side stream is longer than ${limitBytes} bytes`);
}

function unpackBrotli(body: Uint8Array, limitBytes: number, mayBeCut = false): Uint8Array {
  return brotliDecompress(body, { what: 'a side stream', limitBytes, mayBeCut });
}
