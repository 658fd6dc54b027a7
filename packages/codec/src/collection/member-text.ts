/**
 * The bytes of one file of a collection, from any place: a range of those of its archive.
 */
import type { ByteRange, OriginalBytes } from '../random-access/original-bytes.ts';
import type { Text } from '../random-access/text.ts';

export class MemberText implements Text {
  /** Bytes of the file. */
  readonly inputBytes: number;
  readonly #texts: OriginalBytes;
  readonly #start: number;

  /** @param range of the file in all that `texts` has */
  constructor(texts: OriginalBytes, { start, end }: ByteRange) {
    this.#texts = texts;
    this.#start = start;
    this.inputBytes = end - start;
  }

  async format(): ReturnType<Text['format']> {
    return this.inputBytes > 0 ? this.#texts.format(this.#start) : undefined;
  }

  async *layout(): AsyncGenerator<Uint8Array> {
    let at = this.#texts.startOf(this.#start);
    const end = this.#start + this.inputBytes;
    if (this.inputBytes === 0) return;
    for await (const chunk of this.#texts.layout(this.#start)) {
      const own = chunk.subarray(Math.max(0, this.#start - at), Math.max(0, end - at));
      at += chunk.length;
      if (own.length > 0) yield own;
      if (at >= end) return;
    }
  }

  expect(ranges: readonly ByteRange[]): void {
    this.#texts.expect(
      ranges.map(({ start, end }) => ({ start: this.#start + start, end: this.#start + end })),
    );
  }

  bytes(start: number, end: number, isReads = false): AsyncGenerator<Uint8Array> {
    return this.#texts.bytes(this.#start + start, this.#start + end, isReads);
  }
}
