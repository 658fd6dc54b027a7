/**
 * Side streams coded with a `ByteModel`: contexts for text, for qualities, or for tables of integers.
 */
import { PmklcError, type Steps, ByteBuffer } from '@pmklc/core';
import type { BitCoder } from './bytes/bit-coder.ts';
import { BitDecoder, BitEncoder } from './bytes/bit-coder.ts';
import { ByteModel } from './bytes/byte-model.ts';
import type { ContextSet } from './bytes/context-set.ts';
import { PRIMER } from './text/text-dictionary.ts';
import { QualityContexts } from './qualities/quality-contexts.ts';
import { TableContexts } from './text/table-contexts.ts';
import { TextContexts } from './text/text-contexts.ts';

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
const TEXT_WEIGHT = 9000;
const TABLE_WEIGHT = 7864;
const FAST_RATE = 6;
const SLOW_RATE = 3;

const FIRST_CAPACITY = 1 << 16;
/** Bytes of a step. */
const STEP_BYTES = 1 << 14;

/** Codes all of `bytes`. */
export function* encodeModelled(bytes: Uint8Array, kind: StreamKind): Steps<Uint8Array> {
  const encoder = new BitEncoder();
  const model = new StreamModel(kind, bytes.length);
  for (let done = 0; done < bytes.length; done += STEP_BYTES) {
    const end = Math.min(done + STEP_BYTES, bytes.length);
    for (let at = done; at < end; at++) model.code(encoder, bytes[at]!);
    yield;
  }
  return encoder.finish();
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function* decodeModelled(
  code: Uint8Array,
  kind: StreamKind,
  length: number,
): Steps<Uint8Array> {
  const reader = new ModelledReader(code, kind, length);
  for (let end = STEP_BYTES; end < length; end += STEP_BYTES) {
    reader.readTo(end);
    yield;
  }
  return reader.readTo(length);
}

/** Decodes `length` bytes as far as they are asked for. */
export class ModelledReader {
  readonly #decoder: BitDecoder;
  readonly #length: number;
  readonly #model: StreamModel;
  #known = 0;

  /** @throws PmklcError `truncated` */
  constructor(code: Uint8Array, kind: StreamKind, length: number) {
    this.#decoder = new BitDecoder(code);
    this.#length = length;
    this.#model = new StreamModel(kind, length);
  }

  /**
   * The first bytes, `end` or more of them.
   * @throws PmklcError `truncated` or `corrupt` when it is not the code of so many bytes
   */
  readTo(end: number): Uint8Array {
    for (; this.#known < end; this.#known++) this.#model.code(this.#decoder, 0);
    if (this.#known === this.#length && !this.#decoder.isExhausted) {
      throw new PmklcError('corrupt', 'bytes follow the code of a side stream');
    }
    return this.#model.bytes();
  }
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeModelledBeginning(
  code: Uint8Array,
  kind: StreamKind,
  length: number,
): Uint8Array {
  const decoder = new BitDecoder(code);
  const model = new StreamModel(kind, length);
  let known = 0;
  while (known < length && decoder.isWithinCode) {
    model.code(decoder, 0);
    if (decoder.isWithinCode) known++;
  }
  return model.bytes().subarray(0, known);
}

/** The one path of coding: codes the bytes of one stream in turn; has learned the primer where the kind has one. */
export class StreamModel {
  readonly #model: ByteModel;
  /** The primer, and what was coded. */
  readonly #all: ByteBuffer;
  readonly #primed: number;

  /** @param length bytes that will be coded at most */
  constructor(kind: StreamKind, length: number) {
    const primer = new TextEncoder().encode(kind === 'primed' ? PRIMER : '');
    this.#primed = primer.length;
    this.#model = new ByteModel(contextsOf(kind), {
      length: primer.length + length,
      weight: isTable(kind) ? TABLE_WEIGHT : TEXT_WEIGHT,
      rate: isText(kind) ? FAST_RATE : SLOW_RATE,
    });
    this.#all = new ByteBuffer(primer.length + Math.min(length, FIRST_CAPACITY));
    const echo: BitCoder = { code: (bit) => bit };
    for (const byte of primer) this.code(echo, byte);
  }

  /**
   * Codes the next byte.
   * @param byte the byte when encoding; ignored when decoding
   * @returns the byte
   */
  code(coder: BitCoder, byte: number): number {
    const all = this.#all;
    const coded = this.#model.code(coder, all.bytes, all.length, byte);
    all.push(coded);
    return coded;
  }

  /** What was coded. */
  bytes(): Uint8Array {
    return this.#all.bytes.subarray(this.#primed, this.#all.length);
  }
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
