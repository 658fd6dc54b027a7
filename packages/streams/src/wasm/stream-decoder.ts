/**
 * Decodes one stream in an instance of its own, as far as it is asked for.
 */
import { PmklcError } from '@pmklc/core';
import { bytesAt, write } from './wasm-memory.ts';
import { giveBack, takeInstance, type StreamsWasm } from './wasm-module.ts';

/** Tells an instance what it is going to code, and the address of the input or 0; false when the code is of no such stream. */
export type Begin = (wasm: StreamsWasm, input: number) => boolean;

export class StreamDecoder {
  /** Bytes of the stream. */
  readonly length: number;
  readonly #wasm: StreamsWasm;

  /** @throws PmklcError `truncated` or `corrupt` when `code` does not begin as the code of such a stream does */
  constructor(code: Uint8Array, length: number, begin: Begin) {
    this.length = length;
    this.#wasm = takeInstance();
    this.#wasm.beginDecoding(write(this.#wasm, code), code.length);
    this.#check(begin(this.#wasm, 0));
  }

  /**
   * Decodes on until `end` bytes or more are known; `end` is at most `length`.
   * @throws PmklcError `truncated` or `corrupt` when it is not the code of so many bytes
   */
  decodeTo(end: number): void {
    this.#check(this.#wasm.codeTo(end) !== 0);
    if (end < this.length || this.#wasm.isExhausted()) return;
    throw new PmklcError('corrupt', 'bytes follow the code of a side stream');
  }

  /** Bytes that are known. */
  get knownBytes(): number {
    return this.#wasm.codedBytes() >>> 0;
  }

  /** A copy of the bytes that are known, from `start` on. */
  known(start: number): Uint8Array {
    const address = this.#wasm.decodedAddress() >>> 0;
    return bytesAt(this.#wasm, address + start, this.knownBytes - start).slice();
  }

  /** Ends: it is not asked again. */
  close(): void {
    giveBack(this.#wasm);
  }

  #check(isValid: boolean): void {
    if (this.#wasm.isTruncated()) {
      throw new PmklcError('truncated', 'the code of a side stream ends too early');
    }
    if (!isValid) throw new PmklcError('corrupt', 'the code of a side stream is of no stream');
  }
}
