/**
 * Streams of quality lines: the size of the model, whether lines are copied or of mates, a tree of decisions, then for each line its length and its
 * qualities, or which line it is a copy of.
 *
 * Format: docs/format/sequence.md, "Quality streams".
 */
import { ByteBuffer, PmklcError } from '@pmklc/core';
import { AdaptiveBits, codeBits } from '../bytes/adaptive-bit.ts';
import type { BitCoder } from '../bytes/bit-coder.ts';
import { NumberCoder } from '../bytes/number-coder.ts';
import type { StreamCoding } from '../bytes/stream-coding.ts';
import { decode, decodeTruncated, encode } from '../bytes/stream-coding.ts';
import { LineCopies } from './line-copies.ts';
import { MAX_SLOT_BITS, MIN_SLOT_BITS, QualityModel } from './quality-model.ts';
import type { Branch } from './quality-tree.ts';
import { codeTree, QualityTree } from './quality-tree.ts';

const LF = 10;
const SAME_RATE = 4;
const SIZE_BITS = 4;
const FIRST_CAPACITY = 1 << 16;

/** Plan of a writer for how to model qualities. */
export interface QualityPlan {
  /** Has a leaf for each byte of the stream but LF. */
  readonly tree: Branch;
  /** Binary logarithm of the slots of a context, 10..20: more cost time, and help where lines are alike. */
  readonly slotBits: number;
  /** For each line how many lines back one is that is the same, or 0 to code it; absent: all are coded. */
  readonly copies?: Int32Array | undefined;
  /** Whether every second line is of the mate of the one before. Default false. */
  readonly areMates?: boolean | undefined;
}

/** Codes all of `bytes`. */
export function encodeQualities(bytes: Uint8Array, plan: QualityPlan): Uint8Array {
  return encode((coder) => new QualityCoding(coder, bytes.length, { bytes, plan }));
}

/**
 * Decodes `length` bytes. Memory grows with what is decoded, not with what `length` promises.
 * @throws PmklcError `truncated` or `corrupt` when `code` is not the code of so many bytes
 */
export function decodeQualities(code: Uint8Array, length: number): Uint8Array {
  return decode(code, (coder) => new QualityCoding(coder, length));
}

/** The first bytes, those that are certain when `code` is cut off; at most `length`. */
export function decodeQualityBeginning(code: Uint8Array, length: number): Uint8Array {
  return decodeTruncated(code, (coder) => new QualityCoding(coder, length));
}

interface QualityInput {
  readonly bytes: Uint8Array;
  readonly plan: QualityPlan;
}

/** The one path of coding. */
class QualityCoding implements StreamCoding {
  readonly #coder: BitCoder;
  readonly #length: number;
  /** Bytes to encode, and the plan; undefined when decoding. */
  readonly #input: QualityInput | undefined;
  readonly #out: ByteBuffer;
  /** Beginning of each line. */
  readonly #starts: number[] = [];
  #areMates = false;

  constructor(coder: BitCoder, length: number, input?: QualityInput) {
    this.#coder = coder;
    this.#length = length;
    this.#input = input;
    this.#out = new ByteBuffer(Math.min(length, FIRST_CAPACITY) + 1);
  }

  run(): void {
    const slotBits = codeSlotBits(this.#coder, this.#input?.plan.slotBits ?? 0);
    const hasCopies = codeBits(this.#coder, 1, this.#input?.plan.copies ? 1 : 0) === 1;
    this.#areMates = codeBits(this.#coder, 1, this.#input?.plan.areMates ? 1 : 0) === 1;
    const tree = new QualityTree(codeTree(this.#coder, this.#input?.plan.tree));
    const model = new QualityModel(tree, slotBits);
    const lengths = new LineLengths();
    const copies = hasCopies ? new LineCopies() : undefined;
    while (this.#out.length < this.#length) {
      const distance = copies === undefined ? 0 : this.#codeDistance(copies);
      this.#starts.push(this.#out.length);
      if (distance > 0) this.#copyLine(distance);
      else this.#codeLine(model, lengths);
      if (this.#out.length < this.#length) this.#out.push(LF);
    }
  }

  bytes(): Uint8Array {
    return this.#out.view();
  }

  #codeDistance(copies: LineCopies): number {
    const lines = this.#starts.length;
    return copies.code(this.#coder, this.#input?.plan.copies?.[lines] ?? 0, lines);
  }

  #copyLine(distance: number): void {
    const out = this.#out;
    const from = this.#starts.at(-1 - distance)!;
    const length = this.#starts.at(-distance)! - 1 - from;
    this.#checkFits(length);
    for (let i = from; i < from + length; i++) out.push(out.bytes[i]!);
  }

  #codeLine(model: QualityModel, lengths: LineLengths): void {
    const input = this.#input?.bytes;
    const out = this.#out;
    const line = lengths.code(this.#coder, input ? lineLength(input, out.length) : 0);
    this.#checkFits(line);
    model.contexts.begin(this.#areMates ? (this.#starts.length - 1) % 2 : 0);
    for (let n = 0; n < line; n++) out.push(model.code(this.#coder, input?.[out.length]));
  }

  #checkFits(line: number): void {
    if (line <= this.#length - this.#out.length) return;
    throw new PmklcError('corrupt', 'a line of qualities is longer than its stream');
  }
}

function codeSlotBits(coder: BitCoder, slotBits: number): number {
  const coded = MIN_SLOT_BITS + codeBits(coder, SIZE_BITS, slotBits - MIN_SLOT_BITS);
  if (coded > MAX_SLOT_BITS) throw new PmklcError('corrupt', 'a model of qualities is too large');
  return coded;
}

function lineLength(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return (end < 0 ? bytes.length : end) - start;
}

/** Lengths of lines: as the line before, or another number. */
class LineLengths {
  readonly #same = new AdaptiveBits(2, SAME_RATE);
  readonly #numbers = new NumberCoder();
  #isSame = 0;
  #last = 0;

  code(coder: BitCoder, length: number): number {
    this.#isSame = this.#same.code(coder, this.#isSame, length === this.#last ? 1 : 0);
    if (this.#isSame === 0) this.#last = this.#numbers.code(coder, length);
    return this.#last;
  }
}
