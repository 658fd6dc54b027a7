/**
 * Side streams coded with a `ByteModel`: contexts for text, for qualities, or for tables of integers.
 */
import { PmklcError } from '@pmklc/core';
import type { BitCoder } from './bit-coder.ts';
import { BitDecoder, BitEncoder } from './bit-coder.ts';
import { ByteModel } from './byte-model.ts';
import type { ContextSet } from './context-set.ts';
import { PRIMER } from './primer.ts';
import { QualityContexts } from './quality-contexts.ts';
import { TableContexts } from './table-contexts.ts';
import { TextContexts } from './text-contexts.ts';

/** What a stream is modelled as; `primed` is text after some well-known text, for short streams. */
export type StreamKind = 'primed' | 'text' | 'qualities' | 'table1' | 'table2' | 'table3';

/** All kinds, in the order of their numbers in the format. */
export const STREAM_KINDS: readonly StreamKind[] = [
  'primed',
  'text',
  'qualities',
  'table1',
  'table2',
  'table3',
];

/** Initial weights in 1/65536, and speeds of learning; measured on the side streams of virus collections. */
const TEXT_WEIGHT = 9830;
const TABLE_WEIGHT = 7864;
const FAST_RATE = 6;
const SLOW_RATE = 3;

/** Codes all of `bytes`. */
export function encodeModelled(bytes: Uint8Array, kind: StreamKind): Uint8Array {
  const encoder = new BitEncoder();
  const primer = primerOf(kind);
  const all = new Uint8Array(primer.length + bytes.length);
  all.set(primer);
  all.set(bytes, primer.length);
  drive(all, primer.length, kind, encoder);
  return encoder.finish();
}

/**
 * Decodes `length` bytes.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not exactly the code of so many bytes
 */
export function decodeModelled(code: Uint8Array, kind: StreamKind, length: number): Uint8Array {
  const decoder = new BitDecoder(code);
  const primer = primerOf(kind);
  const all = new Uint8Array(primer.length + length);
  all.set(primer);
  drive(all, primer.length, kind, decoder);
  if (!decoder.isExhausted)
    throw new PmklcError('corrupt', 'bytes follow the code of a side stream');
  return all.subarray(primer.length);
}

/** The one path of coding: learns `bytes[0, start)`, then codes the rest. */
function drive(bytes: Uint8Array, start: number, kind: StreamKind, coder: BitCoder): void {
  const model = new ByteModel(contextsOf(kind), {
    length: bytes.length,
    weight: isTable(kind) ? TABLE_WEIGHT : TEXT_WEIGHT,
    rate: isText(kind) ? FAST_RATE : SLOW_RATE,
  });
  const echo: BitCoder = { code: (bit) => bit };
  for (let i = 0; i < start; i++) model.code(echo, bytes, i, bytes[i]!);
  for (let i = start; i < bytes.length; i++) bytes[i] = model.code(coder, bytes, i, bytes[i]!);
}

function isTable(kind: StreamKind): boolean {
  return kind.startsWith('table');
}

function isText(kind: StreamKind): boolean {
  return kind === 'primed' || kind === 'text';
}

function contextsOf(kind: StreamKind): ContextSet {
  if (isText(kind)) return new TextContexts();
  if (kind === 'qualities') return new QualityContexts();
  return new TableContexts(Number(kind.at(-1)));
}

function primerOf(kind: StreamKind): Uint8Array {
  return new TextEncoder().encode(kind === 'primed' ? PRIMER : '');
}
