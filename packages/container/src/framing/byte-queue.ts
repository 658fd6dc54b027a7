/**
 * Reads exact numbers of bytes from chunks of any size. Holds no more than what is asked for and
 * the chunk it came in: a length that the data merely claims allocates nothing.
 */
import { PmklcError, wrongKind } from '@pmklc/core';
import { concat } from './concat.ts';

/** Bytes to read: all at once, or in chunks of any size. They must not change while read. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const EMPTY = new Uint8Array(0);
const SOURCE_KINDS = 'a Uint8Array, or an iterable or async iterable of them';

/**
 * @param name of the argument
 * @throws TypeError when it is no source
 */
export function checkSource(name: string, source: unknown): asserts source is ByteSource {
  // A string can be iterated over, too.
  const isObject = typeof source === 'object' && source !== null;
  if (isObject && (Symbol.asyncIterator in source || Symbol.iterator in source)) return;
  throw wrongKind(name, SOURCE_KINDS, source);
}

/** @throws TypeError when a source gave something else than bytes */
export function checkChunk(chunk: unknown): asserts chunk is Uint8Array {
  if (!(chunk instanceof Uint8Array)) throw wrongKind('a chunk of a source', 'a Uint8Array', chunk);
}

/** A source that is read from front to back. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #current: Uint8Array = EMPTY;
  #position: number;
  #failure: unknown;

  /**
   * @param source what to read
   * @param position offset of its first byte in the file, for error messages
   */
  constructor(source: ByteSource, position = 0) {
    checkSource('source', source);
    this.#chunks = iterate(source);
    this.#position = position;
  }

  /** Offset of the next byte. */
  get position(): number {
    return this.#position;
  }

  /** The next bytes without taking them: `n`, or fewer at the end of the source. */
  async peek(n: number): Promise<Uint8Array> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#current.length < n) {
      const pieces: Uint8Array[] = [this.#current];
      let length = this.#current.length;
      for (let next; length < n && (next = await this.#pull()); length += next.length) {
        pieces.push(next);
      }
      this.#current = concat(pieces, length);
    }
    return this.#current.subarray(0, n);
  }

  /**
   * Takes the next `n` bytes.
   * @throws PmklcError `truncated` when there are fewer
   */
  async read(n: number): Promise<Uint8Array> {
    const bytes = await this.peek(n);
    if (bytes.length < n) throw truncated(this.#position + bytes.length);
    this.#current = this.#current.subarray(n);
    this.#position += n;
    return bytes;
  }

  /**
   * Makes every later read fail alike: what follows damage must not be taken for the whole.
   * @returns the error, to be thrown
   */
  fail(error: unknown): unknown {
    this.#failure ??= error;
    return error;
  }

  /** Tells the source that nothing more is wanted. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #pull(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#chunks.next();
    if (done) return undefined;
    checkChunk(value);
    // A plain view, also of a Buffer, whose `slice` would not copy.
    return new Uint8Array(value.buffer, value.byteOffset, value.length);
  }
}

/** The error for an archive of which only `size` bytes are there. */
export function truncated(size: number): PmklcError {
  return new PmklcError('truncated', `the archive ends at byte ${size}, before its end marker`);
}

function iterate(source: ByteSource): AsyncIterator<Uint8Array> | Iterator<Uint8Array> {
  if (source instanceof Uint8Array) return [source][Symbol.iterator]();
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  return source[Symbol.iterator]();
}
