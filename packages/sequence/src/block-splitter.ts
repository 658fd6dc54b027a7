/**
 * Splits one block of input, pushed in chunks of any size, into bases and side streams.
 */
import { checkBytes, ByteBuffer } from '@pmklc/core';
import { DNA_LETTERS, RNA_LETTERS } from './letters/alphabet.ts';
import { DETECTION_BYTES, detectFormat } from './detect-format.ts';
import { FastaSplitter } from './fasta/fasta-splitter.ts';
import { FastqSplitter } from './fastq/fastq-splitter.ts';
import { FoldedSplitter } from './fastq/folded-splitter.ts';
import { RawSplitter } from './raw-splitter.ts';
import { FLAG_RNA, STREAM_RAW, toStreams } from './sections/sections.ts';
import type { SequenceBlock, SequenceFormat } from './types.ts';

/** Counts within a block are 32-bit. */
const MAX_BLOCK_BYTES = 2 ** 32 - 1;

/** While bytes are pending, chunks are taken in pieces of so many bytes. */
const PIECE_BYTES = 1 << 16;

/** Options of splitting: how an input is taken apart. */
export interface SplitOptions {
  /** Format to read the input as. Default: detected from the first 64 KiB. */
  readonly format?: SequenceFormat;
  /**
   * Whether the residues of FASTA are kept as letters, if all of its records have as many: rows of an alignment, which
   * `packStream` of `@pmklc/streams` models by their columns. Default: false.
   */
  readonly aligned?: boolean;
  /** Bases that a large block will have at most, 0..2^32-1: room for them is made at once. Default: not known. */
  readonly mostBases?: number;
}

/** Splits one block. The result depends on the bytes only, not on how they were cut into chunks. */
export class BlockSplitter {
  readonly #requested: SequenceFormat | undefined;
  readonly #isAligned: boolean;
  readonly #mostBases: number;
  #format: SequenceFormat = 'raw';
  #letters = DNA_LETTERS;
  #splitter: FastaSplitter | FastqSplitter | FoldedSplitter | RawSplitter | undefined;
  /** Bytes pushed but not yet taken by the splitter. */
  readonly #pending = new ByteBuffer(1024);
  #inputBytes = 0;
  #isFinished = false;

  /** @throws TypeError when `options.format` is not a format */
  constructor(options: SplitOptions = {}) {
    const { format, aligned = false, mostBases = 0 } = options;
    if (format !== undefined && !['fasta', 'fastq', 'plain', 'raw'].includes(format)) {
      throw new TypeError(`format must be fasta, fastq, plain or raw, got ${String(format)}`);
    }
    this.#requested = format;
    this.#isAligned = aligned;
    this.#mostBases = mostBases;
  }

  /** Bases found so far; up to 64 KiB of input may still be waiting for the end of a line. */
  get baseCount(): number {
    const splitter = this.#splitter;
    return splitter === undefined || splitter instanceof RawSplitter
      ? 0
      : splitter.residues.bases.length;
  }

  /** Bytes pushed so far. */
  get inputBytes(): number {
    return this.#inputBytes;
  }

  /**
   * Adds the next bytes; `chunk` may be reused afterwards.
   * @throws RangeError when the block would be longer than 2^32 - 1 bytes
   */
  push(chunk: Uint8Array): void {
    checkBytes('chunk', chunk);
    if (this.#isFinished) throw new TypeError('push after finish');
    if (this.#inputBytes + chunk.length > MAX_BLOCK_BYTES) {
      throw new RangeError(`a block must be at most ${MAX_BLOCK_BYTES} bytes long`);
    }
    this.#inputBytes += chunk.length;
    let p = 0;
    while (this.#pending.length > 0 && p < chunk.length) p = this.#pushPending(chunk, p);
    if (p === chunk.length) return;
    const rest = chunk.subarray(p);
    const isEnough = rest.length >= DETECTION_BYTES || this.#splitter !== undefined;
    const taken = isEnough ? this.#process(rest, false) : 0;
    this.#pending.append(rest, taken);
  }

  /** Ends the block. Called once. */
  finish(): SequenceBlock {
    if (this.#isFinished) throw new TypeError('finish after finish');
    this.#isFinished = true;
    this.#process(this.#pending.view(), true);
    const splitter = this.#splitter!;
    const block = { format: this.#format, inputBytes: this.#inputBytes };
    if (splitter instanceof RawSplitter) {
      const bytes = splitter.bytes.view();
      const streams = bytes.length > 0 ? [{ id: STREAM_RAW, bytes }] : [];
      return { ...block, bases: new Uint8Array(0), streams };
    }
    const sections = splitter.finish();
    if (this.#letters === RNA_LETTERS) sections.flags |= FLAG_RNA;
    const streams = toStreams(this.#format, sections);
    const rows = splitter instanceof FastaSplitter ? splitter.rows : undefined;
    const split = { ...block, bases: splitter.residues.bases.view(), streams };
    return rows === undefined ? split : { ...split, rows };
  }

  /** Adds a piece of `chunk` to the pending bytes and returns where it is to be continued. */
  #pushPending(chunk: Uint8Array, start: number): number {
    const pending = this.#pending;
    const room = this.#splitter ? PIECE_BYTES : DETECTION_BYTES - pending.length;
    const end = Math.min(start + room, chunk.length);
    pending.append(chunk, start, end);
    if (!this.#splitter && pending.length < DETECTION_BYTES) return end;
    const left = pending.length - this.#process(pending.bytes.subarray(0, pending.length), false);
    if (left <= end - start) {
      pending.length = 0;
      return end - left;
    }
    pending.bytes.copyWithin(0, pending.length - left, pending.length);
    pending.length = left;
    return end;
  }

  #process(view: Uint8Array, isFinal: boolean): number {
    this.#splitter ??= this.#begin(view.subarray(0, DETECTION_BYTES));
    return this.#splitter.process(view, isFinal);
  }

  #begin(sample: Uint8Array): FastaSplitter | FastqSplitter | FoldedSplitter | RawSplitter {
    const detected = detectFormat(sample);
    this.#format = this.#requested ?? detected.format;
    this.#letters = detected.letters;
    if (this.#format === 'raw') return new RawSplitter();
    const splitter = this.#newSplitter(detected.fold);
    splitter.residues.bases.likelyBytes = this.#mostBases;
    return splitter;
  }

  #newSplitter(fold: number): FastaSplitter | FastqSplitter | FoldedSplitter {
    if (this.#format !== 'fastq') return new FastaSplitter(this.#letters, this.#isAligned);
    return fold > 0 ? new FoldedSplitter(this.#letters, fold) : new FastqSplitter(this.#letters);
  }
}

/**
 * Splits `bytes` as one block.
 * @throws TypeError when `options.format` is not a format
 * @throws RangeError when `bytes` is longer than 2^32 - 1
 */
export function splitBytes(bytes: Uint8Array, options: SplitOptions = {}): SequenceBlock {
  checkBytes('bytes', bytes);
  const splitter = new BlockSplitter(options);
  splitter.push(bytes);
  return splitter.finish();
}
