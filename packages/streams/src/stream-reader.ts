/**
 * A packed side stream that is unpacked once, and no further than it is read.
 *
 * Modelled streams take 2 s/MB, more than most bases: who looks for one record does not need the titles
 * behind it. What else is packed is unpacked at once, as soon as any of it is read.
 */
import { PmklcError } from '@pmklc/core';
import { ModelledReader } from './model-stream.ts';
import { readModelled, unpackStream } from './pack-stream.ts';

/** A stream as archives hold it. */
export interface PackedSideStream {
  /** What it holds; errors name it. */
  readonly id: number;
  /** As `packStream` made them. */
  readonly bytes: Uint8Array;
  /** Bytes when unpacked. */
  readonly rawBytes: number;
}

/** What `joinBlock` of `@pmklc/sequence` reads no further than it joins. */
export class StreamReader {
  readonly id: number;
  /** Bytes when unpacked. */
  readonly length: number;
  readonly #packed: Uint8Array;
  #modelled: ModelledReader | undefined;
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
    // Its model takes up to 32 MiB.
    if (this.#known.length === this.length) this.#modelled = undefined;
    return this.#known;
  }

  #unpack(end: number): Uint8Array {
    if (this.#modelled !== undefined) return this.#modelled.readTo(end);
    const stream = readModelled(this.#packed, this.length);
    if (stream === undefined) return this.#checked(unpackStream(this.#packed, this.length));
    const { code, kind, length } = stream;
    this.#checkLength(length);
    this.#modelled = new ModelledReader(code, kind, length);
    return this.#modelled.readTo(end);
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
