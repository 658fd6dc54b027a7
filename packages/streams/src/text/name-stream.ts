/**
 * Streams of names, field by field: as in the line before, counted on from it, or coded as text.
 *
 * Most of what names hold does not change, and takes one decision a field. Format: docs/format/sequence.md, "Name streams".
 */
import { equalBytes, type ByteBuffer, PmklcError } from '@pmklc/core';
import { AdaptiveBits } from '../bytes/adaptive-bit.ts';
import type { BitCoder } from '../bytes/bit-coder.ts';
import { NumberCoder } from '../bytes/number-coder.ts';
import type { StreamCoding } from '../bytes/stream-coding.ts';
import { decode, decodeTruncated, encode } from '../bytes/stream-coding.ts';
import { newModel, type StreamModel } from '../model-stream.ts';
import { countOn, endsField, LAST_FIELD, stepTo } from './name-fields.ts';

const LF = 10;
const FIELDS = LAST_FIELD + 1;
/** Kinds of a field. */
const SAME = 0;
const COUNTED = 1;
const LITERAL = 2;
const KINDS = 3;
const KIND_RATE = 4;
/** Shares in 1/4096 of the changes of a number that were upwards: at first, and for the writer to count on. */
const FIRST_UPWARDS = 3072;
const MIN_UPWARDS = 3000;
const UPWARDS_RATE = 3;

/** Codes all of `bytes`. */
export function encodeNames(bytes: Uint8Array): Uint8Array {
  const input = new Uint8Array(bytes.length + 1);
  input.set(bytes);
  input[bytes.length] = LF;
  return encode((coder) => new NameCoding(coder, bytes.length, input));
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function decodeNames(code: Uint8Array, length: number): Uint8Array {
  return decode(code, (coder) => new NameCoding(coder, length));
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeNameBeginning(code: Uint8Array, length: number): Uint8Array {
  return decodeTruncated(code, (coder) => new NameCoding(coder, length));
}

/** The one path of coding. An LF ends the last line, too; it is not of the stream. */
class NameCoding implements StreamCoding {
  readonly #coder: BitCoder;
  /** Bytes to code, the last LF among them. */
  readonly #length: number;
  /** Bytes to encode; undefined when decoding. */
  readonly #input: Uint8Array | undefined;
  readonly #model: StreamModel;
  readonly #history: ByteBuffer;
  readonly #kinds = new AdaptiveBits(2 * FIELDS * KINDS * KINDS, KIND_RATE);
  readonly #steps: NumberCoder[] = [];
  /** Kind of each field the last time. */
  readonly #lastKinds = new Uint8Array(FIELDS).fill(LITERAL);
  readonly #upwards = new Int32Array(FIELDS).fill(FIRST_UPWARDS);
  /** Starts of the fields of the line before, then its end; the same of this line, as far as it is known. */
  #before: number[] = [];
  #current: number[] = [];

  constructor(coder: BitCoder, length: number, input?: Uint8Array) {
    this.#coder = coder;
    this.#length = length + 1;
    this.#input = input;
    this.#model = newModel('text', length + 1);
    this.#history = this.#model.history;
  }

  run(): void {
    while (this.#history.length < this.#length) this.#codeLine();
  }

  bytes(): Uint8Array {
    return this.#history.view().subarray(0, this.#length - 1);
  }

  #codeLine(): void {
    this.#current = [this.#history.length];
    let kind = SAME;
    for (let field = 0; ; field++) {
      kind = this.#codeField(field, kind);
      const { bytes, length } = this.#history;
      this.#current.push(length);
      if (bytes[length - 1] === LF) break;
      if (length === this.#length)
        throw new PmklcError('corrupt', 'a stream of names ends in a line');
    }
    this.#before = this.#current;
  }

  /** Codes a field after one of kind `last`, and returns its kind. */
  #codeField(field: number, last: number): number {
    const [start, end] = [this.#before[field], this.#before[field + 1]];
    if (start === undefined || end === undefined) return this.#codeLiteral(field);
    const { step, kind: chosen } = this.#choose(field, start, end);
    const kind = this.#codeKind(field, last, chosen);
    this.#lastKinds[field] = kind;
    if (kind === LITERAL) return this.#codeLiteral(field);
    const { bytes } = this.#history;
    this.#put(kind === SAME ? bytes.slice(start, end) : this.#codeCounted(field, start, end, step));
    return kind;
  }

  #codeKind(field: number, last: number, kind: number): number {
    const at = 2 * ((field * KINDS + this.#lastKinds[field]!) * KINDS + last);
    if (this.#kinds.code(this.#coder, at, kind === SAME ? 1 : 0) === 1) return SAME;
    return this.#kinds.code(this.#coder, at + 1, kind === COUNTED ? 1 : 0) === 1
      ? COUNTED
      : LITERAL;
  }

  /** Kind and step that the writer chooses for the next field, below `[start, end)`: numbers are counted on if they mostly grow. */
  #choose(field: number, start: number, end: number): { kind: number; step: number } {
    const input = this.#input;
    if (input === undefined) return { kind: LITERAL, step: 0 };
    const { bytes, length } = this.#history;
    let next = length;
    while (!endsField(input[next]!, field)) next++;
    const here = input.subarray(length, next + 1);
    if (equalBytes(bytes.subarray(start, end), here)) return { kind: SAME, step: 0 };
    const step = stepTo(bytes, start, end, here);
    if (step === undefined) return { kind: LITERAL, step: 0 };
    const share = this.#upwards[field]!;
    this.#upwards[field]! += step > 0 ? (4096 - share) >> UPWARDS_RATE : -(share >> UPWARDS_RATE);
    return { kind: step > 0 && share >= MIN_UPWARDS ? COUNTED : LITERAL, step };
  }

  #codeCounted(field: number, start: number, end: number, step: number): Uint8Array {
    const steps = (this.#steps[field] ??= new NumberCoder());
    const coded = steps.code(this.#coder, step - 1) + 1;
    const counted = countOn(this.#history.bytes, start, end, coded);
    if (counted === undefined) throw new PmklcError('corrupt', 'a name counts on from no number');
    return counted;
  }

  #put(field: Uint8Array): void {
    if (field.length > this.#length - this.#history.length) {
      throw new PmklcError('corrupt', 'a field is longer than its stream of names');
    }
    for (const byte of field) this.#model.skip(byte);
  }

  #codeLiteral(field: number): number {
    this.#lastKinds[field] = LITERAL;
    while (this.#history.length < this.#length) {
      const byte = this.#model.code(this.#coder, this.#input?.[this.#history.length] ?? 0);
      if (endsField(byte, field)) break;
    }
    return LITERAL;
  }
}
