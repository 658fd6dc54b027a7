/**
 * Byte buffer that grows by doubling and can be written in place.
 */

/** Size from which a buffer takes the room that it is likely to need: doubling leaves as much behind. */
const LARGE_BYTES = 2 ** 20;

/** Bytes that are appended one or many at a time, without a copy for each. */
export class ByteBuffer {
  /** The storage; bytes from {@link length} on are undefined, and it is replaced when it grows. */
  bytes: Uint8Array;
  /** Bytes in use. */
  length = 0;
  /** Bytes that it will have when it becomes large; 0 when that is not known. */
  likelyBytes = 0;

  /** @param capacity bytes to begin with, an integer >= 1 */
  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `extra` more bytes. */
  reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.bytes.length) return;
    const likely = needed > LARGE_BYTES ? this.likelyBytes : 0;
    const grown = new Uint8Array(
      Math.max(needed, likely > needed ? likely : 2 * this.bytes.length),
    );
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Appends one byte, 0..255. */
  push(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Appends `source[start, end)`. */
  append(source: Uint8Array, start = 0, end = source.length): void {
    this.reserve(end - start);
    this.bytes.set(source.subarray(start, end), this.length);
    this.length += end - start;
  }

  /**
   * Bytes that were written: a view, valid until the next write; a copy where a view would pin much unused
   * memory.
   */
  view(): Uint8Array {
    const used = this.bytes.subarray(0, this.length);
    return this.bytes.length > 2 * this.length + 4096 ? used.slice() : used;
  }
}
