/** Packed side streams: docs/format/sequence.md, "Packed streams". */
import { brotliDecompressSync } from 'node:zlib';
import { BitDecoder } from './bit-decoder.mjs';
import { ByteModel } from './byte-model.mjs';
import { Cursor, must } from '../container/cursor.mjs';
import { unpackNames } from './name-stream.mjs';
import { PRIMER } from './primer.mjs';
import { unpackProteins } from './protein-stream.mjs';
import { decodeQualities } from './quality-stream.mjs';
import { RowContexts } from './row-contexts.mjs';
import { TableContexts } from './table-contexts.mjs';
import { TextContexts } from './text-contexts.mjs';

const STORED = 0;
const BROTLI = 1;
const PRIMED_TEXT = 2;
const QUALITIES = 4;
const TABLES = 5;
const LONG = 31;
const PROTEINS = 1;
const NAMES = 2;
const ROWS = 3;
const MAX_SIZE = 2 ** 28;

export function unpackStream(packed) {
  const cursor = new Cursor(packed);
  const first = cursor.byte();
  const method = first % 8;
  const n = Math.floor(first / 8);
  if (method === STORED && n === PROTEINS) return unpackProteins(cursor.rest());
  if (method === STORED && n === NAMES) return unpackNames(cursor.rest());
  if (method === STORED && n === ROWS) return unpackRows(cursor);
  if (method <= BROTLI) {
    must(n === 0, 'n is 0 for a method that models nothing');
    return method === STORED ? cursor.rest() : brotliDecompressSync(cursor.rest());
  }
  const size = n < LONG ? n : LONG + cursor.varint();
  must(size <= MAX_SIZE, 'a modelled stream has at most 2^28 bytes');
  if (method === QUALITIES) return decodeQualities(size, cursor.rest());
  return decodeModelled(method, size, cursor.rest());
}

/** Decodes a stream of `size` bytes that is modelled as a method says. */
export function decodeModelled(method, size, code) {
  const primer = method === PRIMED_TEXT ? PRIMER : new Uint8Array(0);
  const history = new Uint8Array(primer.length + size);
  const model = new ByteModel(contextsOf(method, history), history);
  for (const byte of primer) model.code(() => 0, byte);
  const decoder = new BitDecoder(code);
  for (let i = 0; i < size; i++) model.code((probability) => decoder.bit(probability));
  decoder.finish();
  return history.subarray(primer.length);
}

function unpackRows(cursor) {
  const size = cursor.varint();
  must(size <= MAX_SIZE, 'a modelled stream has at most 2^28 bytes');
  const width = cursor.varint();
  must(width <= MAX_SIZE, 'a row has at most 2^28 bytes');
  const first = width > 0 ? cursor.varint() : 0;
  must(width === 0 || (first > 0 && first <= width), 'the first row is no longer than others');
  return decodeRows(size, width, first, cursor.rest());
}

/** Decodes a stream of `size` bytes in rows. */
export function decodeRows(size, width, first, code) {
  const history = new Uint8Array(size);
  const model = new ByteModel(new RowContexts(history, width, first), history);
  const decoder = new BitDecoder(code);
  for (let i = 0; i < size; i++) model.code((probability) => decoder.bit(probability));
  decoder.finish();
  return history;
}

function contextsOf(method, history) {
  if (method < QUALITIES) return new TextContexts(history);
  return new TableContexts(history, method - TABLES + 1);
}
