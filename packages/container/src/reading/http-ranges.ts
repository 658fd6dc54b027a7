/**
 * Asks a server for ranges of a file, and checks that it sent them, of the file that was opened.
 */
import { RemoteError } from './remote-error.ts';

/** Function like `fetch`. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

/** Request of a range, as `fetch` takes it. */
export interface FetchRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Parts of a `Response` that are looked at. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: {
    /** Value of a header; null when there is none. */
    get(name: string): string | null;
  };
  readonly body: {
    /** Wants no more of it. */
    cancel(): Promise<void>;
  } | null;
  /** All bytes of the body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Identity of a file on a server, as far as the server tells. */
export interface RemoteFile {
  /** Bytes. */
  readonly size: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Answer to a request of a range. */
export interface RangeAnswer {
  readonly file: RemoteFile;
  readonly bytes: Uint8Array;
}

const CONTENT_RANGE = /^bytes (\d+)-(\d+)\/(\d+)$/;
const EMPTY_FILE = /^bytes \*\/0$/;

export class HttpRanges {
  readonly #url: string;
  readonly #fetch: Fetch;
  readonly #request: FetchRequest;

  constructor(url: string, fetch: Fetch, request: FetchRequest) {
    this.#url = url;
    this.#fetch = fetch;
    this.#request = request;
  }

  /**
   * Bytes `start..end - 1`, fewer where the file ends before.
   * @throws RemoteError; the signal's reason when aborted
   */
  async ask(start: number, end: number): Promise<RangeAnswer> {
    const answer = await this.#send(`bytes=${start}-${end - 1}`);
    const range = answer.headers.get('content-range') ?? '';
    if (answer.status === 416 && EMPTY_FILE.test(range)) {
      return { file: fileOf(answer, 0), bytes: new Uint8Array(0) };
    }
    const [first, last, size] = await this.#rangeOf(answer, range);
    if (first !== start || last !== Math.min(end, size) - 1) {
      await answer.body?.cancel();
      throw this.#error('wrong-answer', `it sent bytes ${first}-${last}, not ${start}-${end - 1}`);
    }
    const bytes = await this.#read(answer);
    if (bytes.length !== last + 1 - first) {
      const what = `it sent ${bytes.length} bytes where it had said ${last + 1 - first}`;
      throw this.#error('wrong-answer', what);
    }
    return { file: fileOf(answer, size), bytes };
  }

  /** An error that names the file. */
  #error(code: RemoteError['code'], what: string, cause?: unknown): RemoteError {
    return new RemoteError(code, what, this.#url, { cause });
  }

  /** @throws RemoteError `changed` when an answer is of another file than the first was */
  checkSame(first: RemoteFile, now: RemoteFile): void {
    const isSame =
      first.size === now.size && first.etag === now.etag && first.lastModified === now.lastModified;
    if (!isSame) throw this.#error('changed', 'the file changed while it was read');
  }

  async #send(range: string): Promise<FetchAnswer> {
    const headers = { ...this.#request.headers, range };
    try {
      return await this.#fetch(this.#url, { ...this.#request, headers });
    } catch (cause) {
      throw this.#unreachable(cause);
    }
  }

  async #read(answer: FetchAnswer): Promise<Uint8Array> {
    try {
      return new Uint8Array(await answer.arrayBuffer());
    } catch (cause) {
      throw this.#unreachable(cause);
    }
  }

  #unreachable(cause: unknown): unknown {
    const { signal } = this.#request;
    if (signal?.aborted) return signal.reason;
    const why = cause instanceof Error ? cause.message : String(cause);
    return this.#error('unreachable', `no answer, or not all of it: ${why}`, cause);
  }

  async #rangeOf(
    answer: FetchAnswer,
    text: string,
  ): Promise<[first: number, last: number, size: number]> {
    const { status } = answer;
    const range = CONTENT_RANGE.exec(text)?.slice(1).map(Number);
    if (status === 206 && range !== undefined) return range as [number, number, number];
    // Else all of the file would come.
    await answer.body?.cancel();
    if (status === 416) throw this.#error('changed', 'the file became shorter');
    if (status !== 200 && status !== 206) throw this.#error('bad-status', `HTTP status ${status}`);
    const what =
      status === 200 ? 'the server sends no ranges' : 'the server does not say what range it sends';
    throw this.#error('no-ranges', what);
  }
}

function fileOf({ headers }: FetchAnswer, size: number): RemoteFile {
  return { size, etag: headers.get('etag'), lastModified: headers.get('last-modified') };
}
