/**
 * Walks over lines separated by LF.
 */
const LF = 10;

export class LineReader {
  readonly bytes: Uint8Array;
  /** The current line is `bytes[start, end)`. */
  start = 0;
  end = -1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Moves to the next line; false when there is none. No bytes at all are one empty line. */
  next(): boolean {
    if (this.end === this.bytes.length) return false;
    this.start = this.end + 1;
    const found = this.bytes.indexOf(LF, this.start);
    this.end = found < 0 ? this.bytes.length : found;
    return true;
  }
}

/** Number of lines; no bytes at all are one empty line. */
export function countLines(bytes: Uint8Array): number {
  const lines = new LineReader(bytes);
  let count = 0;
  while (lines.next()) count++;
  return count;
}
