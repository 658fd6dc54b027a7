/**
 * Streams of protein FASTA: titles go to the model of text, residues to one of their own.
 *
 * Line ends are as good as free: the width of lines is known, and the end of a record is a symbol
 * among the residues, where the model knows how proteins begin. Any bytes can be coded, but what is
 * neither title nor residue is dear. Format: docs/format/sequence.md, "Protein streams".
 */
import { ByteBuffer } from '@pmklc/core';
import type { BitCoder } from '../bytes/bit-coder.ts';
import type { StreamCoding } from '../bytes/stream-coding.ts';
import { decode, decodeTruncated, encode } from '../bytes/stream-coding.ts';
import { newModel, type StreamModel } from '../model-stream.ts';
import type { ProteinLayout } from './protein-layout.ts';
import { BYTE_SYMBOLS, END, OTHER_BYTE, SYMBOL_BYTES } from './amino-acid-alphabet.ts';
import { AminoAcidModel } from './amino-acid-model.ts';

const LF = 10;
const CR = 13;
const TITLE = 0x3e;
const LINE_ENDS = [[LF], [CR, LF]] as const;

const FIRST_CAPACITY = 1 << 16;
/** Speeds at which line ends and bytes without a symbol are learned. */
const WRAP_RATE = 5;
const BYTE_RATE = 4;
const FIRST_WRAP = 60000;
const HALF = 32768;

/** Codes all of `bytes`. */
export function encodeProteins(bytes: Uint8Array, layout: ProteinLayout): Uint8Array {
  return encode((coder) => new ProteinCoding(coder, layout, bytes.length, bytes));
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function decodeProteins(
  code: Uint8Array,
  layout: ProteinLayout,
  length: number,
): Uint8Array {
  return decode(code, (coder) => new ProteinCoding(coder, layout, length));
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeProteinBeginning(
  code: Uint8Array,
  layout: ProteinLayout,
  length: number,
): Uint8Array {
  return decodeTruncated(code, (coder) => new ProteinCoding(coder, layout, length));
}

/** The one path of coding. */
class ProteinCoding implements StreamCoding {
  readonly #coder: BitCoder;
  readonly #length: number;
  /** Bytes to encode; undefined when decoding. */
  readonly #input: Uint8Array | undefined;
  readonly #out: ByteBuffer;
  readonly #titles: StreamModel;
  readonly #residues: AminoAcidModel;
  readonly #width: number;
  readonly #lineEnd: readonly number[];
  #wrap = FIRST_WRAP;
  readonly #others = new Uint16Array(256).fill(HALF);
  /** Bytes of the residue line so far. */
  #column = 0;

  constructor(coder: BitCoder, layout: ProteinLayout, length: number, input?: Uint8Array) {
    this.#coder = coder;
    this.#length = length;
    this.#input = input;
    this.#width = layout.width;
    this.#lineEnd = LINE_ENDS[layout.isCrLf ? 1 : 0];
    const capacity = Math.min(length, FIRST_CAPACITY) + 1;
    this.#out = new ByteBuffer(capacity);
    this.#titles = newModel('primed', length);
    this.#residues = new AminoAcidModel(capacity);
  }

  run(): void {
    while (this.#out.length < this.#length) {
      if (this.#width > 0 && this.#column === this.#width && this.#codeWrap()) continue;
      const symbol = this.#residues.code(this.#coder, this.#nextSymbol());
      if (symbol === END) this.#endRecord();
      else {
        const byte = symbol === OTHER_BYTE ? this.#codeOther() : SYMBOL_BYTES[symbol]!;
        this.#out.push(byte);
        this.#column = byte === LF ? 0 : this.#column + 1;
      }
    }
  }

  bytes(): Uint8Array {
    return this.#out.view();
  }

  /** Whether the line ends at its width; goes on to the next line if so. */
  #codeWrap(): boolean {
    const isWrapped = this.#coder.code(this.#follows(this.#lineEnd) ? 1 : 0, this.#wrap) === 1;
    this.#wrap = adapt(this.#wrap, isWrapped ? 1 : 0, WRAP_RATE);
    if (isWrapped) this.#put(this.#lineEnd);
    return isWrapped;
  }

  #nextSymbol(): number {
    const input = this.#input;
    if (input === undefined) return 0;
    return this.#follows(this.#recordEnd()) ? END : BYTE_SYMBOLS[input[this.#out.length]!]!;
  }

  /** Bytes that the symbol END stands for. */
  #recordEnd(): readonly number[] {
    return this.#column > 0 ? [...this.#lineEnd, TITLE] : [TITLE];
  }

  /** Whether `bytes` come next in the input, or as many of them as are left. */
  #follows(bytes: readonly number[]): boolean {
    const at = this.#out.length;
    const count = Math.min(bytes.length, this.#length - at);
    for (let i = 0; i < count; i++) if (this.#input?.[at + i] !== bytes[i]) return false;
    return true;
  }

  /** Puts out `bytes`, a line end or a marker, and with it begins a line. */
  #put(bytes: readonly number[]): void {
    const left = this.#length - this.#out.length;
    for (const byte of bytes.slice(0, left)) this.#out.push(byte);
    this.#column = 0;
  }

  #endRecord(): void {
    this.#put(this.#recordEnd());
    while (this.#out.length < this.#length) {
      const byte = this.#titles.code(this.#coder, this.#input?.[this.#out.length] ?? 0);
      this.#out.push(byte);
      if (byte === LF) return;
    }
  }

  /** Codes a byte that has no symbol. */
  #codeOther(): number {
    const byte = this.#input?.[this.#out.length] ?? 0;
    let partial = 1;
    for (let shift = 7; shift >= 0; shift--) {
      const bit = this.#coder.code((byte >> shift) & 1, this.#others[partial]!);
      this.#others[partial] = adapt(this.#others[partial]!, bit, BYTE_RATE);
      partial = (partial << 1) | bit;
    }
    return partial & 255;
  }
}

/** Moves a probability of 1 towards `bit`; never to 0. */
function adapt(probability: number, bit: number, rate: number): number {
  return probability + (bit === 1 ? (65535 - probability) >> rate : -(probability >> rate));
}
