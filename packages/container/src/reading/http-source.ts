/**
 * A file on a server that answers range requests, as bytes that can be read from any place. It is read in pieces, which are kept:
 * readers of archives ask for a few bytes at many places near each other.
 */
import { checkObject, concatBytes, wrongKind } from '@pmklc/core';
import type { RandomAccessSource } from './file-source.ts';
import type { Fetch, RemoteFile } from './http-ranges.ts';
import { HttpRanges } from './http-ranges.ts';

/** Options of `httpSource`. */
export interface HttpOptions {
  /** Bytes in a piece, the least that is asked for: 1..2^30, default 2^17. */
  readonly pieceBytes?: number;
  /** Most bytes of pieces that are kept, the latest ones: 0..2^53-1, default 2^26. One answer may be more. */
  readonly cacheBytes?: number;
  /** Headers of each request, such as `authorization`. Default none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Stops requests; its reason is thrown. Default none. */
  readonly signal?: AbortSignal;
  /** Sends requests; default `fetch`. */
  readonly fetch?: Fetch;
}

const DEFAULT_PIECE_BYTES = 2 ** 17;
const MAX_PIECE_BYTES = 2 ** 30;
const DEFAULT_CACHE_BYTES = 2 ** 26;

/**
 * Opens a file on a server. Reads its first piece.
 *
 * @param url with http: or https:; relative to the page in a browser
 * @throws RemoteError when the server does not answer, or not with a range; RangeError or TypeError for a bad argument
 */
export async function httpSource(
  url: string | URL,
  options: HttpOptions = {},
): Promise<HttpSource> {
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw wrongKind('url', 'a string or a URL', url);
  }
  checkObject('options', options);
  const { pieceBytes = DEFAULT_PIECE_BYTES, cacheBytes = DEFAULT_CACHE_BYTES } = options;
  checkCount('pieceBytes', pieceBytes, 1, MAX_PIECE_BYTES);
  checkCount('cacheBytes', cacheBytes, 0, Number.MAX_SAFE_INTEGER);
  const { headers = {}, signal, fetch = globalThis.fetch.bind(globalThis) } = options;
  const request = { headers, ...(signal && { signal }) };
  const ranges = new HttpRanges(String(url), fetch, request);
  const { file, bytes } = await ranges.ask(0, pieceBytes);
  return new HttpSource(ranges, file, { pieceBytes, cacheBytes }, bytes);
}

/** A file on a server, from `httpSource`. */
export class HttpSource implements RandomAccessSource {
  /** Bytes of the file. */
  readonly size: number;
  readonly #ranges: HttpRanges;
  readonly #file: RemoteFile;
  readonly #pieceBytes: number;
  readonly #cachePieces: number;
  /** Pieces by number, or what they wait for; the latest are last. */
  readonly #pieces = new Map<number, Promise<Uint8Array>>();
  #transferredBytes: number;
  #requests = 1;

  /** @internal */
  constructor(
    ranges: HttpRanges,
    file: RemoteFile,
    { pieceBytes, cacheBytes }: { readonly pieceBytes: number; readonly cacheBytes: number },
    first: Uint8Array,
  ) {
    this.size = file.size;
    this.#ranges = ranges;
    this.#file = file;
    this.#pieceBytes = pieceBytes;
    this.#cachePieces = Math.floor(cacheBytes / pieceBytes);
    this.#transferredBytes = first.length;
    this.#pieces.set(0, Promise.resolve(first));
  }

  /** Bytes of the file that were sent so far, without headers. */
  get transferredBytes(): number {
    return this.#transferredBytes;
  }

  /** Requests so far. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Exactly `length` bytes from `offset`.
   * @throws RemoteError when the server sends something else, or the file changed; RangeError outside of the file
   */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.size)) {
      throw new RangeError(`bytes ${offset}..${offset + length} are not in 0..${this.size}`);
    }
    if (length === 0) return new Uint8Array(0);
    const first = Math.floor(offset / this.#pieceBytes);
    const last = Math.floor((offset + length - 1) / this.#pieceBytes);
    const bytes = concatBytes(await Promise.all(this.#piecesFrom(first, last)));
    this.#forget();
    const from = offset - first * this.#pieceBytes;
    return bytes.subarray(from, from + length);
  }

  /** The pieces; neighbours that are not there are asked for together. */
  #piecesFrom(first: number, last: number): Promise<Uint8Array>[] {
    for (let piece = first; piece <= last; piece++) {
      const known = this.#pieces.get(piece);
      if (known === undefined) {
        let end = piece + 1;
        while (end <= last && !this.#pieces.has(end)) end++;
        this.#fetch(piece, end);
        piece = end - 1;
      } else {
        this.#pieces.delete(piece);
        this.#pieces.set(piece, known);
      }
    }
    return Array.from({ length: last + 1 - first }, (_, i) => this.#pieces.get(first + i)!);
  }

  #fetch(first: number, end: number): void {
    const size = this.#pieceBytes;
    const sent = this.#ask(first * size, Math.min(end * size, this.size));
    for (let piece = first; piece < end; piece++) {
      const from = (piece - first) * size;
      const part = sent.then((bytes) => bytes.slice(from, from + size));
      this.#pieces.set(piece, part);
      // What failed is asked for again by who wants it again.
      part.catch(() => {
        if (this.#pieces.get(piece) === part) this.#pieces.delete(piece);
      });
    }
  }

  async #ask(start: number, end: number): Promise<Uint8Array> {
    this.#requests++;
    const { file, bytes } = await this.#ranges.ask(start, end);
    this.#transferredBytes += bytes.length;
    this.#ranges.checkSame(this.#file, file);
    return bytes;
  }

  #forget(): void {
    for (const piece of this.#pieces.keys()) {
      if (this.#pieces.size <= this.#cachePieces) return;
      this.#pieces.delete(piece);
    }
  }
}

function checkCount(name: string, value: number, min: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${name} must be an integer in ${min}..${max}, got ${value}`);
}
