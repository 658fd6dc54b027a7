/**
 * Walks over lines separated by LF.
 */
const LF = 10;

/** Bytes that are asked for at least when a line goes on behind those that are known. */
const STEP_BYTES = 1 << 12;

/** Bytes of which first only a beginning is known; `StreamReader` of `@pmklc/streams` is one. */
export interface GrowingBytes {
  /** Number of all bytes, known or not. */
  readonly length: number;
  /** The first bytes, `end` or more of them; `end` is at most `length`. */
  readTo(end: number): Uint8Array;
}

export class LineReader {
  /** The current line is `bytes[start, end)`. */
  bytes: Uint8Array;
  start = 0;
  end = -1;
  readonly #source: GrowingBytes | undefined;
  readonly #length: number;

  constructor(source: Uint8Array | GrowingBytes) {
    const isWhole = source instanceof Uint8Array;
    this.bytes = isWhole ? source : source.readTo(0);
    this.#source = isWhole ? undefined : source;
    this.#length = source.length;
  }

  /** Whether a line follows. No bytes at all are one empty line. */
  get hasMore(): boolean {
    return this.end !== this.#length;
  }

  /** Moves to the next line; false when there is none. */
  next(): boolean {
    if (!this.hasMore) return false;
    this.start = this.end + 1;
    this.end = this.#findEnd();
    return true;
  }

  #findEnd(): number {
    let found = this.bytes.indexOf(LF, this.start);
    while (found < 0 && this.bytes.length < this.#length) {
      const known = this.bytes.length;
      this.bytes = this.#source!.readTo(Math.min(known + STEP_BYTES, this.#length));
      found = this.bytes.indexOf(LF, known);
    }
    return found < 0 ? this.#length : found;
  }
}

/** Number of lines; no bytes at all are one empty line. */
export function countLines(bytes: Uint8Array): number {
  const lines = new LineReader(bytes);
  let count = 0;
  while (lines.next()) count++;
  return count;
}
