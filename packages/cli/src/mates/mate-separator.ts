/**
 * Takes records of mates apart again: the inverse of `interleave`, for bytes in chunks.
 */
import { ByteBuffer } from '@pmklc/core';

const LF = 10;
const LINES = 4;

export class MateSeparator {
  /** Line of a pair that is being read, 0..7. */
  #line = 0;

  /** The bytes of a chunk that belong to the first file, and those of the second. */
  separate(chunk: Uint8Array): [Uint8Array, Uint8Array] {
    const parts: [ByteBuffer, ByteBuffer] = [new ByteBuffer(1024), new ByteBuffer(1024)];
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, end + 1)) {
      const isLast = this.#line % LINES === LINES - 1;
      if (isLast) {
        this.#partOf(parts).append(chunk, start, end + 1);
        start = end + 1;
      }
      this.#line = (this.#line + 1) % (2 * LINES);
    }
    this.#partOf(parts).append(chunk, start);
    return [parts[0].view(), parts[1].view()];
  }

  #partOf([first, second]: [ByteBuffer, ByteBuffer]): ByteBuffer {
    return this.#line < LINES ? first : second;
  }
}
