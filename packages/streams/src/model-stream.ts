/**
 * Side streams coded with a `ByteModel`: contexts for text, or for tables of integers.
 */
import { ByteBuffer } from '@pmklc/core';
import type { BitCoder } from './bytes/bit-coder.ts';
import { ByteModel } from './bytes/byte-model.ts';
import type { ContextSet } from './bytes/context-set.ts';
import type { StreamCoding } from './bytes/stream-coding.ts';
import { decode, decodeTruncated, encode } from './bytes/stream-coding.ts';
import { PRIMER } from './text/text-dictionary.ts';
import { TableContexts } from './text/table-contexts.ts';
import { TextContexts } from './text/text-contexts.ts';

/** Kind that a stream is modelled as; `primed` is text after some well-known text, for short streams. */
export type StreamKind = 'primed' | 'text' | 'table1' | 'table2' | 'table3';

/** All kinds, in the order of their numbers in the format. */
export const STREAM_KINDS: readonly StreamKind[] = ['primed', 'text', 'table1', 'table2', 'table3'];

/** Initial weights in 1/65536, and speeds of learning; measured on the side streams of virus collections. */
const TEXT_WEIGHT = 9000;
const TABLE_WEIGHT = 7864;
const FAST_RATE = 6;
const SLOW_RATE = 3;

const FIRST_CAPACITY = 1 << 16;

/** Codes all of `bytes`. */
export function encodeModelled(bytes: Uint8Array, kind: StreamKind): Uint8Array {
  return encode((coder) => new ModelledCoding(coder, kind, bytes.length, bytes));
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function decodeModelled(code: Uint8Array, kind: StreamKind, length: number): Uint8Array {
  return decode(code, (coder) => new ModelledCoding(coder, kind, length));
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeModelledBeginning(
  code: Uint8Array,
  kind: StreamKind,
  length: number,
): Uint8Array {
  return decodeTruncated(code, (coder) => new ModelledCoding(coder, kind, length));
}

/** The one path of coding. */
class ModelledCoding implements StreamCoding {
  readonly #coder: BitCoder;
  readonly #length: number;
  /** Bytes to encode; undefined when decoding. */
  readonly #input: Uint8Array | undefined;
  readonly #model: StreamModel;

  constructor(coder: BitCoder, kind: StreamKind, length: number, input?: Uint8Array) {
    this.#coder = coder;
    this.#length = length;
    this.#input = input;
    this.#model = new StreamModel(kind, length);
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

  /** @param length bytes that will be coded at most */
  constructor(kind: StreamKind, length: number) {
    const primer = primerOf(kind);
    this.#primed = primer.length;
    this.#model = new ByteModel(contextsOf(kind), {
      length: primer.length + length,
      weight: columnsOf(kind) > 0 ? TABLE_WEIGHT : TEXT_WEIGHT,
      rate: columnsOf(kind) > 0 ? SLOW_RATE : FAST_RATE,
    });
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

function contextsOf(kind: StreamKind): ContextSet {
  const columns = columnsOf(kind);
  return columns > 0 ? new TableContexts(columns) : new TextContexts();
}
