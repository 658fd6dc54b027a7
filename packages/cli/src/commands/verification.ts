/**
 * Decodes an archive while it is being written: the archive holds checksums of the input, so that
 * what decodes without an error is the input.
 */
import type { CodingOptions, ProgressReport } from '@pmklc/codec';
import { describeError, FileError } from '../messages/errors.ts';
import { WrittenBytes } from '../files/written-bytes.ts';

/** How an archive is decoded; what it gives is dropped. */
export type Decode = (
  archive: AsyncIterable<Uint8Array>,
  control: Required<Pick<CodingOptions, 'signal' | 'on'>>,
) => AsyncIterable<Uint8Array>;

/** Runs beside the packing of one file. Either `finish` or `cancel` must be called. */
export class Verification {
  readonly #written: WrittenBytes;
  readonly #cancelled = new AbortController();
  readonly #failed = new AbortController();
  readonly #result: Promise<void>;
  /** Hears how far decoding is. */
  onProgress: (report: ProgressReport) => void = () => {};

  /**
   * @param path of the file that is being written
   * @param start bytes at its beginning that are not decoded
   */
  constructor(path: string, decode: Decode, start = 0) {
    this.#written = new WrittenBytes(start);
    this.#result = this.#run(path, decode);
    // Whoever waits for it hears of the error; until then it is not unhandled.
    this.#result.catch(() => {});
  }

  /** Aborted with the error as soon as something does not decode: packing on would be in vain. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.#written.count;
  }

  /** So many more bytes are in the file. */
  add(count: number): void {
    this.#written.add(count);
  }

  /**
   * All is written.
   * @throws FileError when it does not decode to what was packed
   */
  async finish(): Promise<void> {
    this.#written.finish();
    await this.#result;
  }

  /** Nobody wants to know any more; resolves when the work has ended. */
  async cancel(): Promise<void> {
    this.#cancelled.abort();
    this.#written.finish();
    await this.#result.catch(() => {});
  }

  async #run(path: string, decode: Decode): Promise<void> {
    try {
      const archive = this.#written.read(path);
      const on = { progress: (report: ProgressReport) => this.onProgress(report) };
      const control = { signal: this.#cancelled.signal, on };
      for await (const chunk of decode(archive, control)) void chunk;
    } catch (cause) {
      const error = new FileError(`what was packed does not unpack: ${describeError(cause)}`, {
        cause,
      });
      this.#failed.abort(error);
      throw error;
    }
  }
}
