/**
 * Side streams coded with a `ByteModel`: contexts for text, for tables of integers, or for rows.
 */
import { ByteBuffer } from '@pmklc/core';
import type { BitCoder } from './bytes/bit-coder.ts';
import { ByteModel, type ByteModelOptions } from './bytes/byte-model.ts';
import type { ContextSet } from './bytes/context-set.ts';
import type { StreamCoding } from './bytes/stream-coding.ts';
import { decode, decodeTruncated, encode } from './bytes/stream-coding.ts';
import { RowContexts } from './rows/row-contexts.ts';
import type { RowLayout } from './rows/row-layout.ts';
import { PRIMER } from './text/text-dictionary.ts';
import { TableContexts } from './text/table-contexts.ts';
import { TextContexts } from './text/text-contexts.ts';

/** Kind that a stream is modelled as; `primed` is text after some well-known text, for short streams. */
export type StreamKind = 'primed' | 'text' | 'table1' | 'table2' | 'table3';

/** All kinds, in the order of their numbers in the format. */
export const STREAM_KINDS: readonly StreamKind[] = ['primed', 'text', 'table1', 'table2', 'table3'];

/** How a model learns: the initial weight of every input in 1/65536, and the speed of all. */
type Learning = Omit<ByteModelOptions, 'length'>;

/** Measured on the side streams of virus collections; alignments differ by less than 1 % from 6,000 to 13,000 and from 3 to 9. */
const TEXT_LEARNING: Learning = { weight: 9000, rate: 6 };
const TABLE_LEARNING: Learning = { weight: 7864, rate: 3 };

const FIRST_CAPACITY = 1 << 16;
const NO_PRIMER: Uint8Array = new Uint8Array(0);

/** Codes all of `bytes`. */
export function encodeModelled(bytes: Uint8Array, kind: StreamKind): Uint8Array {
  return encode(
    (coder) => new ModelledCoding(coder, newModel(kind, bytes.length), bytes.length, bytes),
  );
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function decodeModelled(code: Uint8Array, kind: StreamKind, length: number): Uint8Array {
  return decode(code, (coder) => new ModelledCoding(coder, newModel(kind, length), length));
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeModelledBeginning(
  code: Uint8Array,
  kind: StreamKind,
  length: number,
): Uint8Array {
  return decodeTruncated(
    code,
    (coder) => new ModelledCoding(coder, newModel(kind, length), length),
  );
}

/** Codes all of `bytes` as rows. */
export function encodeRows(bytes: Uint8Array, layout: RowLayout): Uint8Array {
  return encode(
    (coder) => new ModelledCoding(coder, newRowModel(layout, bytes.length), bytes.length, bytes),
  );
}

/** As {@link decodeModelled}, for rows. */
export function decodeRows(code: Uint8Array, layout: RowLayout, length: number): Uint8Array {
  return decode(code, (coder) => new ModelledCoding(coder, newRowModel(layout, length), length));
}

/** As {@link decodeModelledBeginning}, for rows. */
export function decodeRowBeginning(
  code: Uint8Array,
  layout: RowLayout,
  length: number,
): Uint8Array {
  return decodeTruncated(
    code,
    (coder) => new ModelledCoding(coder, newRowModel(layout, length), length),
  );
}

/** The one path of coding. */
class ModelledCoding implements StreamCoding {
  readonly #coder: BitCoder;
  readonly #length: number;
  /** Bytes to encode; undefined when decoding. */
  readonly #input: Uint8Array | undefined;
  readonly #model: StreamModel;

  constructor(coder: BitCoder, model: StreamModel, length: number, input?: Uint8Array) {
    this.#coder = coder;
    this.#length = length;
    this.#input = input;
    this.#model = model;
  }

  run(): void {
    for (let at = 0; at < this.#length; at++) this.#model.code(this.#coder, this.#input?.[at] ?? 0);
  }

  bytes(): Uint8Array {
    return this.#model.bytes();
  }
}

/** Codes the bytes of one stream in turn; has learned the primer where the kind has one. */
export class StreamModel {
  readonly #model: ByteModel;
  /** The primer, and what was coded. */
  readonly history: ByteBuffer;
  readonly #primed: number;

  /**
   * @param length bytes that will be coded at most
   * @param primer text that it learns before
   */
  constructor(
    contexts: ContextSet,
    length: number,
    { weight, rate }: Learning,
    primer = NO_PRIMER,
  ) {
    this.#primed = primer.length;
    this.#model = new ByteModel(contexts, { length: primer.length + length, weight, rate });
    this.history = new ByteBuffer(primer.length + Math.min(length, FIRST_CAPACITY));
    const echo: BitCoder = { code: (bit) => bit };
    for (const byte of primer) this.code(echo, byte);
  }

  /**
   * Codes the next byte.
   * @param byte the byte when encoding; ignored when decoding
   * @returns the byte
   */
  code(coder: BitCoder, byte: number): number {
    const { history } = this;
    const coded = this.#model.code(coder, history.bytes, history.length, byte);
    history.push(coded);
    return coded;
  }

  /** Takes note of a byte that was coded otherwise. */
  skip(byte: number): void {
    this.#model.skip(this.history.bytes, this.history.length);
    this.history.push(byte);
  }

  /** Bytes that were coded, without the primer. */
  bytes(): Uint8Array {
    return this.history.bytes.subarray(this.#primed, this.history.length);
  }
}

/** Columns of a kind's table, 0 for text. */
export function columnsOf(kind: StreamKind): number {
  return kind.startsWith('table') ? Number(kind.at(-1)) : 0;
}

/** Text that the model of a kind has learned before it codes. */
export function primerOf(kind: StreamKind): Uint8Array {
  return new TextEncoder().encode(kind === 'primed' ? PRIMER : '');
}

/** Model for `length` bytes of a kind. */
export function newModel(kind: StreamKind, length: number): StreamModel {
  const columns = columnsOf(kind);
  return columns > 0
    ? new StreamModel(new TableContexts(columns), length, TABLE_LEARNING)
    : new StreamModel(new TextContexts(), length, TEXT_LEARNING, primerOf(kind));
}

function newRowModel(layout: RowLayout, length: number): StreamModel {
  return new StreamModel(new RowContexts(layout), length, TEXT_LEARNING);
}
