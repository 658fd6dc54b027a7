/**
 * A packed side stream that is unpacked once, and no further than it is read.
 *
 * Modelled streams take up to 0.7 s/MB, more than many bases: who looks for one record does not need the titles
 * behind it. What else is packed is unpacked at once, as soon as any of it is read.
 */
import { ByteBuffer, PmklcError } from '@pmklc/core';
import { readModelled, unpackStream } from './unpack-stream.ts';
import type { StreamDecoder } from './wasm/stream-decoder.ts';
import { openDecoder } from './wasm/wasm-coder.ts';

const FIRST_CAPACITY = 1 << 12;

/** A stream as archives hold it. */
export interface PackedSideStream {
  /** Number of the stream, which errors name. */
  readonly id: number;
  /** Packed bytes, as `packStream` made them. */
  readonly bytes: Uint8Array;
  /** Bytes when unpacked. */
  readonly rawBytes: number;
}

/** Side stream that `joinBlock` of `@pmklc/sequence` reads no further than it joins. */
export class StreamReader {
  readonly id: number;
  /** Bytes when unpacked. */
  readonly length: number;
  readonly #packed: Uint8Array;
  #decoder: StreamDecoder | undefined;
  /** Bytes that the decoder knows, outside of its memory, which moves when it grows. */
  readonly #copied = new ByteBuffer(FIRST_CAPACITY);
  #known: Uint8Array = new Uint8Array(0);

  constructor({ id, bytes, rawBytes }: PackedSideStream) {
    this.id = id;
    this.length = rawBytes;
    this.#packed = bytes;
  }

  /** All of it: reads to the end. */
  get bytes(): Uint8Array {
    return this.readTo(this.length);
  }

  /** Bytes that are unpacked. */
  get unpackedBytes(): number {
    return this.#known.length;
  }

  /**
   * The first bytes, `end` or more of them, 0..`length`.
   * @throws PmklcError `truncated` or `corrupt` when no encoder packed them
   */
  readTo(end: number): Uint8Array {
    if (end <= this.#known.length && end < this.length) return this.#known;
    if (this.#known.length < this.length || this.length === 0) this.#known = this.#unpack(end);
    return this.#known;
  }

  #unpack(end: number): Uint8Array {
    if (this.#decoder !== undefined) return this.#decodeTo(this.#decoder, end);
    const stream = readModelled(this.#packed, this.length);
    if (stream === undefined) return this.#checked(unpackStream(this.#packed, this.length));
    const { method, code, length } = stream;
    this.#checkLength(length);
    this.#decoder = openDecoder(method, code, length);
    return this.#decodeTo(this.#decoder, end);
  }

  #decodeTo(decoder: StreamDecoder, end: number): Uint8Array {
    decoder.decodeTo(end);
    this.#copied.append(decoder.known(this.#copied.length));
    if (this.#copied.length === this.length) {
      // More may have been known than was asked for; only with the end the code is checked.
      decoder.decodeTo(this.length);
      decoder.close();
      this.#decoder = undefined;
    }
    return this.#copied.bytes.subarray(0, this.#copied.length);
  }

  #checked(bytes: Uint8Array): Uint8Array {
    this.#checkLength(bytes.length);
    return bytes;
  }

  #checkLength(length: number): void {
    if (length === this.length) return;
    const what = `side stream ${this.id} has ${length} bytes, not ${this.length}`;
    throw new PmklcError('corrupt', what);
  }
}
